import type { Statement } from "./db.js";

/** The holders of a run's tickets, each by the luckiest of their own, the first so many: each step goes on in the index behind the one before. */
export const LUCKIEST_OF: Statement = {
  name: "index_luckiest_of",
  text: `with recursive drawn as (
      (select reward_id, luck, array[member_id] as holders from draw_tickets where workspace_id = $1 and run_id = $2 and state = 'in'
        order by luck, reward_id limit 1)
      union all
      select n.reward_id, n.luck, d.holders || n.member_id from drawn d cross join lateral (
        select t.reward_id, t.luck, t.member_id from draw_tickets t where t.workspace_id = $1 and t.run_id = $2 and t.state = 'in'
          and (t.luck, t.reward_id) > (d.luck, d.reward_id) and t.member_id <> all (d.holders)
        order by t.luck, t.reward_id limit 1) n
      where cardinality(d.holders) < $3
    ) select t.* from drawn d join draw_tickets t on t.workspace_id = $1 and t.reward_id = d.reward_id`,
};
