/** Who leads and who else has the cockpit open; take over, hand over, invite. */
import { boot, t } from "../../i18n";
import { cockpit, presence } from "../../live";
import { Button } from "../../parts/Button";
import type { Account } from "../../wire";
import { Act, Trouble } from "../Act";
import { closeDialog } from "../opened";
import { Invite } from "./Invite";
import { leader, leadsHere } from "./lead";

export function LeadDialog() {
  const here = presence.value?.moderators ?? [];
  const canChange = cockpit.value?.workshop.state !== "ended";
  return (
    <>
      <p class="small secondary">{t("leading.means")}</p>
      <Trouble place="dialog" />
      <h3 id="lead-here">{t("leading.here")}</h3>
      <ul class="lead__here" aria-labelledby="lead-here">
        {here.map((one) => <Here key={one.id} one={one} canChange={canChange} />)}
      </ul>
      <Invite here={here} />
      <div class="dialog__actions">
        {canChange && !leadsHere.value && <Act place="dialog" command="take_over" payload={{}} kind="primary" done={closeDialog}>{t("leading.take_over")}</Act>}
        <Button onClick={closeDialog}>{t("common.close")}</Button>
      </div>
    </>
  );
}

function Here({ one, canChange }: { one: Account; canChange: boolean }) {
  const isMe = one.id === boot.page?.account;
  const isLeader = one.id === leader.value?.id;
  return (
    <li>
      <span>{one.name} {isMe && <span class="secondary">({t("leading.self")})</span>}</span>
      {isLeader && <b>{t("leading.leads")}</b>}
      {canChange && leadsHere.value && !isMe && (
        <Act place="dialog" command="hand_over" payload={{ to: one.id }} size="small" label={t("leading.hand_over_to", { name: one.name })} done={closeDialog}>
          {t("leading.hand_over")}
        </Act>
      )}
    </li>
  );
}
