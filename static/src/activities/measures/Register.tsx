/** <Register lines={…} />: the register of measures to read: number, what, who is responsible, until when. */
import { boot, t } from "../../i18n";
import type { MeasureLine } from "../../wire";
import { dayOf } from "./pages";

export const Register = ({ lines }: { lines: readonly MeasureLine[] }) => (
  <table class="register">
    <caption class="visually-hidden">{t("measures.register")}</caption>
    <thead class="register__head">
      <tr>
        <th scope="col"><span class="visually-hidden">{t("measures.n")}</span></th>
        <th scope="col">{t("measures.what")}</th>
        <th scope="col">{t("measures.responsible")}</th>
        <th scope="col">{t("measures.due")}</th>
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => <Line key={line.n} line={line} />)}
    </tbody>
  </table>
);

const Line = ({ line: { n, what, responsible, involved, due, status } }: { line: MeasureLine }) => (
  <tr class={`register__line register__line--${status}`}>
    <td class="register__n">{n}</td>
    <th scope="row" class="register__what">
      {what}
      {status !== "open" && <span class="register__status"> · {t(`measures.status_${status}`)}</span>}
    </th>
    <td class="register__who">
      {responsible || <span class="secondary">{t("measures.nobody")}</span>}
      {involved && <span class="register__with">{t("measures.with", { involved })}</span>}
    </td>
    <td class="register__due">{due ? dayOf(due, boot.language) : <span class="secondary"><span aria-hidden="true">–</span><span class="visually-hidden">{t("measures.no_day")}</span></span>}</td>
  </tr>
);
