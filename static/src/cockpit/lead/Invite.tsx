/** A second moderator: somebody of the team, or somebody new by a link that works once. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import type { Account } from "../../wire";
import { fetched, type Linked } from "../fetched";
import { LinkField } from "../LinkField";

interface Team {
  members: (Account & { may_lead: boolean })[];
  may_admit: boolean;
  cockpit: Linked;
}

export function Invite({ here }: { here: Account[] }) {
  const [team, setTeam] = useState<Team | null>(null);
  const [failed, setFailed] = useState(false);
  const load = async () => {
    const told = await fetched<Team>("team");
    setTeam(told);
    setFailed(!told);
  };
  useEffect(() => void load(), []);
  if (!team) return failed ? <p class="note note--waiting" role="status">{t("errors.failed")}</p> : null;
  return (
    <details class="lead__invite">
      <summary>{t("leading.invite")}</summary>
      <FromTeam team={team} here={here} changed={load} />
      <SomebodyNew />
    </details>
  );
}

/** Who may moderate needs the address only; who may not yet is let in first, by an owner. */
function FromTeam({ team, here, changed }: { team: Team; here: Account[]; changed: () => Promise<void> }) {
  const others = team.members.filter(({ id }) => !here.some((one) => one.id === id));
  const [chosen, setChosen] = useState(0);
  const [fault, setFault] = useState(false);
  const one = others.find(({ id }) => id === chosen);
  if (others.length === 0) return null;
  const admit = async () => {
    setFault(!(await fetched(`team/${chosen}`, "POST")));
    await changed();
  };
  return (
    <>
      <div class="field">
        <label class="field__label" for="lead-team">{t("leading.from_team")}</label>
        <select id="lead-team" class="field__control" value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
          <option value={0}>{t("leading.choose")}</option>
          {others.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </div>
      {one?.may_lead && <LinkField id="lead-cockpit" label={t("leading.cockpit_address")} hint={t("leading.cockpit_address_means", { name: one.name })} linked={team.cockpit} />}
      {one && !one.may_lead && team.may_admit && <p><Button onClick={admit}>{t("leading.admit", { name: one.name })}</Button></p>}
      {one && !one.may_lead && !team.may_admit && <p class="small secondary">{t("leading.no_right", { name: one.name })}</p>}
      {fault && <p role="status">{t("errors.failed")}</p>}
    </>
  );
}

function SomebodyNew() {
  const [made, setMade] = useState<Linked | null>(null);
  const [fault, setFault] = useState(false);
  const make = async () => {
    const told = await fetched<Linked>("team/invitations", "POST");
    setMade(told);
    setFault(!told);
  };
  if (made) return <LinkField id="lead-link" label={t("leading.link")} hint={t("leading.link_means")} linked={made} />;
  return (
    <>
      <p><Button icon="plus" onClick={make}>{t("leading.make_link")}</Button></p>
      {fault && <p role="status">{t("errors.failed")}</p>}
    </>
  );
}
