/** What program.yaml gives to a friend, for pages that tell it before there is a coupon. Change both together. */
export const offer = { discountCents: 500, minimumCents: 2500, days: 30, cardSlots: 5, prizeCents: 1000, percent: 10 };
