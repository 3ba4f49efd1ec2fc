/** How many entries each list on the wall leaves out, so that the type of the rest stays readable; 0 everywhere else. */
import { createContext } from "preact";

export const Fewer = createContext(0);
