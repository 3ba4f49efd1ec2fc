/** Types by their name, for one that is made of others: it comes later than they, and must not hold them twice. */
import { activities, type ActivityView } from "activities:all";

export const viewOf = (type: string): ActivityView | undefined => activities[type];
