/** Up or down. Only there to be added in a test. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Status } from "../parts/Status";
import type { InputProps, ResultProps } from "../wire";

export function Input({ live, give, status }: InputProps) {
  return (
    <div>
      <p>{live.ask.ask}</p>
      {["up", "down"].map((value) => <Button key={value} onClick={() => give({ value })}>{t(`thumbs.${value}`)}</Button>)}
      <Status status={status("thumb", "")} />
    </div>
  );
}

export function Result({ results }: ResultProps) {
  return (
    <table class="result">
      <tbody>
        {["up", "down"].map((value) => <tr key={value}><th scope="row">{t(`thumbs.${value}`)}</th><td>{results.whole?.[value]}</td></tr>)}
      </tbody>
    </table>
  );
}
