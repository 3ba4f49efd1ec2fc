/** Before a vote opens: one may wish it to be secret. Those who lead see how many do. Comes after the page. */
import { useState } from "preact/hooks";
import { sentence, t } from "../i18n";
import { me, phone, send } from "../live";
import { Button } from "../parts/Button";
import "../css/speak.css";

export function Wish() {
  const [refusal, setRefusal] = useState("");
  const picture = phone.value;
  const live = picture?.stage === "step" ? picture.live : null;
  if (!live?.may_wish || !me.value || (live.who === "seats" && me.value.capacity === "guest")) return null;
  const say = async (on: boolean) => {
    const answer = await send("wish_secret", { activity: live.activity, on });
    setRefusal("error" in answer ? sentence(answer.error) : "");
  };
  return (
    <section class="speak">
      {me.value.wishes.includes(live.round)
        ? <><p>{t("phone.wished_secret")}</p><Button kind="link" onClick={() => say(false)}>{t("phone.wish_back")}</Button></>
        : <Button kind="quiet" icon="lock" onClick={() => say(true)}>{t("phone.wish_secret")}</Button>}
      <p role="status">{refusal}</p>
    </section>
  );
}
