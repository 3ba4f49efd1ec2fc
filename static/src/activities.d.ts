/** Made by tools/activities.mjs: every file of activities/, keyed by its name, which is the type's. */
declare module "activities:all" {
  import type { ComponentType } from "preact";
  import type { InputProps, ResultProps } from "./wire";

  export const activities: {
    [type: string]: { Input: ComponentType<InputProps>; Result: ComponentType<ResultProps> } | undefined;
  };
}

declare module "*.css";
