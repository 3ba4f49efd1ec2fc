/** The door: lock and admission, the code, who waits for a yes, whose seat nobody has confirmed yet. */
import { useState } from "preact/hooks";
import { announce } from "../../announce";
import { t, time } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import { roleWord } from "../../parts/role";
import type { Knocker, Person } from "../../wire";
import { Act, Trouble } from "../Act";
import { act } from "../doing";
import { closeDialog } from "../opened";
import { Sure } from "../Sure";

export function DoorDialog() {
  const picture = cockpit.value;
  if (!picture) return null;
  const { locked, admission, waiting, unproven } = picture;
  return (
    <>
      <div class="dialog__scroll">
        <div class="door__switches">
          <Switch words={t("door.lock")} means={t("door.lock_means")} on={locked} flip={() => void act("dialog", "lock", { on: !locked })} />
          <Switch words={t("door.admission")} means={t("door.admission_means")} on={admission} flip={() => void act("dialog", "admission", { on: !admission })} />
        </div>
        <Code code={picture.code} />
        <Trouble place="dialog" />
        <h3>{t("door.waiting", { count: waiting.length })}</h3>
        <p class="small secondary">{t(waiting.length ? "door.yes_means" : "door.nobody_waits")}</p>
        {waiting.length > 1 && <p class="door__all"><Act place="dialog" command="refuse_all" payload={{}} kind="quiet" size="small">{t("door.refuse_all")}</Act></p>}
        <ul class="history door__people">{waiting.map((person) => <Knocking key={person.id} person={person} />)}</ul>
        {unproven.length > 0 && <Unproven people={unproven} />}
      </div>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

const Switch = ({ words, means, on, flip }: { words: string; means: string; on: boolean; flip: () => void }) => (
  <label class="check"><input type="checkbox" checked={on} onChange={flip} /><span>{words}<span class="small secondary door__means">{means}</span></span></label>
);

/** Another code where the old one got into wrong hands; nobody inside notices. */
const Code = ({ code }: { code: string }) => (
  <div class="door__code">
    <p>{t("door.code")} <b class="door__code-now">{code}</b></p>
    <Sure command="renew_code" payload={{}} words={t("door.new_code")} means={t("door.new_code_means", { code })} now={t("door.new_code_now")}
      done={() => announce(t("door.new_code_is", { code: cockpit.value?.code ?? "" }))} />
  </div>
);

function Knocking({ person }: { person: Knocker }) {
  const name = nameOf(person);
  return (
    <li>
      <span>
        {name} <span class="secondary">{t("door.since", { time: time(person.joined_at) })}</span>
        {person.may_be_device && <span class="small secondary door__means">{t("door.device_means")}</span>}
      </span>
      <span class="door__answers">
        {person.may_be_device && (
          <Act place="dialog" command="admit_device" payload={{ participant: person.id }} kind="outline" size="small" label={t("door.device_in", { name })}>{t("door.device")}</Act>
        )}
        <Act place="dialog" command="admit" payload={{ participant: person.id }} kind="outline" size="small" label={t("door.let_in", { name })}>{t(person.may_be_device ? "door.yes_other" : "door.yes")}</Act>
        <Act place="dialog" command="refuse" payload={{ participant: person.id }} kind="quiet" size="small" label={t("door.turn_away", { name })}>{t("door.no")}</Act>
      </span>
    </li>
  );
}

/** Whoever came by the code alone; in a secret ballot they cast only once confirmed. */
function Unproven({ people }: { people: Person[] }) {
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <>
      <h3>{t("door.unproven", { count: people.length })}</h3>
      <p class="small secondary">{t("door.unproven_means")}</p>
      <p class="door__all"><Act place="dialog" command="confirm" payload={{ participants: people.map(({ id }) => id) }} size="small">{t("door.confirm_all")}</Act></p>
      <ul class="history door__people">
        {people.map((person) => (
          <li key={person.id}>
            <span>{nameOf(person)}</span>
            <span class="door__answers">
              <Act place="dialog" command="confirm" payload={{ participants: [person.id] }} kind="quiet" size="small" label={t("door.confirm_one", { name: nameOf(person) })}>{t("door.confirm")}</Act>
              {asked === person.id
                ? <Act place="dialog" command="remove" payload={{ participant: person.id }} kind="quiet" size="small">{t("cockpit.remove_now")}</Act>
                : <Button kind="link" aria-label={t("door.remove_one", { name: nameOf(person) })} onClick={() => setAsked(person.id)}>{t("cockpit.remove")}</Button>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** "Ahorn · Stellvertretung (2. Bürgermeister)", or a guest's name. */
function nameOf({ seat, name, capacity }: Person): string {
  if (seat === null) return `${name || t("common.nameless", { count: 1 })} · ${t("door.guest")}`;
  const place = cockpit.value?.seats.find(({ id }) => id === seat);
  return `${place?.name ?? ""} · ${roleWord(place, capacity)}${name && ` (${name})`}`;
}
