/** There are so many more of an item of the program. */
export interface StockInput {
  kind: "stock.add";
  program: string;
  item: string;
  add: number;
  reason?: string;
}
