/**
 * <SmallButton icon="copy" words="„Lagebild“ kopieren" short="Kopieren" onClick={…} />. At the ends of a list
 * it is `off`, not disabled: a button that loses the focus under the finger throws people out of the list.
 */
import { Icon, type IconName } from "../parts/Icon";

interface Props {
  icon: IconName;
  /** The whole sentence, for readers and as a tip. */
  words: string;
  short?: string;
  off?: boolean;
  onClick: () => void;
}

export const SmallButton = ({ icon, words, short, off = false, onClick }: Props) => (
  <button type="button" class="small-button" aria-label={words} title={words} aria-disabled={off} onClick={() => off || onClick()}>
    <Icon name={icon} />{short}
  </button>
);
