/** The phone page: opens the line and draws. Everything seen is a function of the pictures and of what is typed here. */
import { effect } from "@preact/signals";
import { render } from "preact";
import "./css/phone.css";
import { connect } from "./live";
import { fetchTypes } from "./phone/types";
import { Phone } from "./phone/Phone";
import { keepAwake } from "./phone/awake";
import { beginAtTop, speakNews } from "./phone/news";
import { resend, startPost } from "./post";

const main = document.getElementById("main");
if (main) render(<Phone />, main);
startPost();
void fetchTypes();
connect({ onConnect: resend });
effect(keepAwake);
effect(speakNews);
effect(beginAtTop);
