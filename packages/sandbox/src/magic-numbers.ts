/** A number with a fate of its own. */
export interface MagicNumber {
  /** E.164. */
  readonly number: string;
  /** The send is refused with this code … */
  readonly apiCode?: string;
  /** … or accepted and then reported so; `DELIVERED` or a carrier's reason. */
  readonly errCode?: string;
  readonly meaning: { readonly en: string; readonly zh: string };
}
