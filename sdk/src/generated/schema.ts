// Generated from spec/openapi.json by `npm run generate --workspace sdk`; not to be edited.
export interface paths {
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events
         * @description One event, or up to 1,000 as { events: [...] }. Each is identified by its key for ever, attributed, decided and written; the answer says what happened and why. A single event is at most 64 kB. Each event of a batch is checked on its own: a wrong one is answered as `invalid` and does not fail the others. A secret key needs the scope `events:write`.
         */
        post: operations["post_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send many calls (Segment protocol)
         * @description Up to 2,500 calls, each with its type. Each is answered on its own, in order; a bad one never fails the others. Identify also needs the scope `members:write`. The body may be compressed with gzip. When a call could not be written for now the answer is 503: send the whole batch again, nothing is done twice. A secret key needs the scope `events:write`.
         */
        post: operations["post_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell who someone is (Segment protocol)
         * @description Makes or updates the member userId, with email, phone, name and address of the traits; other traits are kept as traits. A secret key needs the scope `members:write`.
         */
        post: operations["post_identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what someone did (Segment protocol)
         * @description Signed Up, Order Completed, Order Refunded and Order Cancelled are a sign-up, a purchase, a refund and a whole refund; any other name is the type in snake_case that a program declares, else the call is ignored. A secret key needs the scope `events:write`.
         */
        post: operations["post_track"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A page was seen (Segment protocol)
         * @description For clients of the Segment protocol that send it: it is answered and nothing is recorded. A secret key needs the scope `events:write`.
         */
        post: operations["post_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A screen was seen (Segment protocol)
         * @description For clients of the Segment protocol that send it: it is answered and nothing is recorded. A secret key needs the scope `events:write`.
         */
        post: operations["post_screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Someone is in a group (Segment protocol)
         * @description For clients of the Segment protocol that send it: it is answered and nothing is recorded. A secret key needs the scope `events:write`.
         */
        post: operations["post_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alias": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Someone has another id (Segment protocol)
         * @description For clients of the Segment protocol that send it: it is answered and nothing is recorded. People are not merged by it. A secret key needs the scope `events:write`.
         */
        post: operations["post_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an event had the result that it had
         * @description The steps of the decision in their order, as data and as plain sentences in English or Russian. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_events_id_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why there is this reward
         * @description The decision that made it, whole, and what later decisions did to it. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_rewards_id_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/rewards/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why I have this reward
         * @description For the member who has it: the same in plain sentences, without anything about other people. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_members_externalId_rewards_id_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a referral, and why
         * @description How it was attributed and every later decision that concerned it. A secret key needs the scope `referrals:read`.
         */
        get: operations["get_referrals_id_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member
         * @description The member with enrolments, codes, links and QR addresses. The id of one who was merged gives the member that it was merged into. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId"];
        /**
         * Make or update a member
         * @description Makes the member or merges the given fields into what is known, enrols in the programs, and answers with code, link and QR of each. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All members
         * @description By their internal id, which is in no order of time. A secret key needs the scope `members:read`.
         */
        get: operations["get_members"];
        put?: never;
        /**
         * Make or update many members
         * @description Up to 1,000 at once. Each has a result of its own; one that cannot be done does not fail the others. A secret key needs the scope `members:write`.
         */
        post: operations["post_members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a member into another
         * @description For one person with two ids. What the member in the address is known by, has and has done passes to the other: wallet, rewards, codes, links, referrals, orders. From then on both ids name that one. What was given is not priced anew, and limits count both. It cannot be undone. Refused where somebody would be their own referrer or have two, and for more than 5,000 rewards and referrals: merge the smaller one into the larger. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that a member's page shows
         * @description Per program: code, counts of referrals, stamp cards, badges, tiers, levels, streaks, boosters, places on leaderboards and on the waiting list; the wallet; the latest rewards. It says nothing about other people. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that signs a member in
         * @description For your own messages to the member: it opens the program's portal and signs in whoever opens it, once, within 24 hours. Making another leaves the earlier ones as they are; of more than 20 open ones the oldest end. Needs no Idempotency-Key: repeated it gives another link. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_sign_in_links"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a member in
         * @description By the secret of a sign-in link (what stands behind `#in=`), or by a member's token that your server has signed. The session is for that member's own things, as the token is, and goes on until it was not used for 30 days. Of more than 20 of a member those that were not used for longest end.
         */
        post: operations["post_sessions"];
        /**
         * Sign out
         * @description Ends the session that is sent as Authorization: Bearer …. This server refuses it at once, others of the installation within 10 seconds. Without one, or with one that is over, nothing happens.
         */
        delete: operations["delete_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign a member out everywhere
         * @description Ends all sessions of the member and all links that would begin one, also those of members who were merged into this one. No device shows them messages any more. A secret key needs the scope `members:write`.
         */
        delete: operations["delete_members_externalId_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portals/{handle}/sign-in-mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail to sign in by
         * @description Where the address is that of somebody whom you told us of, a sign-in link is sent to them. The answer is the same and as fast for every address, so that nobody learns who is a member. At most 3 an hour go to one address. 409 `mail_not_configured` where the server sends no mail.
         */
        post: operations["post_portals_handle_sign_in_mails"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The member's codes
         * @description In every program, in the order in which they were made; each with its link, and the channel and placement that it stands for. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_codes"];
        put?: never;
        /**
         * Another code
         * @description Words that the member wishes for, or a code that is made, for a channel and a placement of its own. What looks like a code that is taken is taken; rude words in English and Russian and words that sound like the business are refused. Earlier codes go on working. At most 20 besides the first one. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/friends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the friends of a member
         * @description Whom the member brought to the program, each with the way, as the portal shows them: the latest first, under names that may be shown. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_friends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rewards of a member
         * @description What the member got in the program, as the portal shows it: the newest first, in words, with codes that can be used. Stamps, badges and places in the queue have a place of their own. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_rewards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/referrals/{referral}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a friend has brought a reward, or not yet
         * @description Of a friend whom the member brought: what is done, what is missing and what comes next. It tells nothing else of the friend. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_referrals_referral_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/terms/{program}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree to the terms of a program
         * @description Of a version that the member has read. Kept for ever, with its moment. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_terms_program"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The member's link as QR (SVG)
         * @description Leads to the program's destination; c and p name the channel and the placement where it is shown. Without program: the only one that the member takes part in. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_qr_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The member's link as QR (PNG)
         * @description Leads to the program's destination; c and p name the channel and the placement where it is shown. Without program: the only one that the member takes part in. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_qr_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a member can send to friends
         * @description For each channel of the document's `sharing` the words, the link that tells the channel, and the address that opens it with both. Without program: the only one that the member takes part in. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_share"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/poster.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A poster with the member's link (PDF)
         * @description To print, A4, upright, in the program's colour. c and p name the channel and the placement where it will be shown. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_poster_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/poster.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A poster with the member's link (SVG)
         * @description To print, A4, upright, in the program's colour. c and p name the channel and the placement where it will be shown. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_poster_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/card.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A card with the member's link (PDF)
         * @description To print, 85 × 55 mm, in the program's colour. c and p name the channel and the placement where it will be shown. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_card_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/card.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A card with the member's link (SVG)
         * @description To print, 85 × 55 mm, in the program's colour. c and p name the channel and the placement where it will be shown. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_card_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/shown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How others see a member
         * @description What the member agreed to, and what holds where nothing was said: no name, on leaderboards, not in the feed. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_shown"];
        /**
         * Change how others see a member
         * @description As the member agrees. What is left out stays. A name that misleads, is rude or looks like an address is refused. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId_shown"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * On which devices a member is told
         * @description The latest first, of all programs; there are at most 10. Their addresses and keys are not told. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_push_subscriptions"];
        put?: never;
        /**
         * Tell a member on a device
         * @description The portal sends this when the member has asked for it on the device: what the browser's PushManager has subscribed to. At most 5 messages within 24 hours go to a member. Of more than 10 devices the oldest ends; the same device again is the same subscription, and is the member's who asked last. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_push_subscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/push-subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Tell a member no more on a device
         * @description Nothing further is sent to it. 404 where the member has no such subscription, for instance because the device is gone. A secret key needs the scope `members:write`.
         */
        delete: operations["delete_members_externalId_push_subscriptions_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/badges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's badges
         * @description Of every program that the member takes part in: those that are earned, and those that can be. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_members_externalId_badges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/badges/{award}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show an earned badge to others, or hide it
         * @description Shown, it has a page and a picture that everybody can open who has the address. By the member's name only if the member agreed to be named (/v1/members/{externalId}/shown). A secret key needs the scope `rewards:write`.
         */
        post: operations["post_members_externalId_badges_award_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's challenges
         * @description Of every program that the member takes part in: until when each runs, how far the member is with each step, and whether it is completed. One that begins anew is shown in its present time. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_challenges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/challenges/{program}/{challenge}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a challenge
         * @description For challenges with optIn. Who has joined takes part in each of its times from then on; what was done before in a time that is not over counts. Joining again changes nothing. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_challenges_program_challenge_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/challenges/{program}/{challenge}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand in a proof for a challenge
         * @description When all steps are done, until seven days after the end of the challenge's time: a link, a text or a picture, as the document says. It waits until the owner has looked at it; until it is accepted it can be replaced. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId_challenges_program_challenge_proof"];
        post?: never;
        /**
         * Withdraw a proof of a challenge
         * @description As long as it waits: it is then as if it had not been handed in, and something else can be. What was answered stays. A secret key needs the scope `members:write`.
         */
        delete: operations["delete_members_externalId_challenges_program_challenge_proof"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/challenges/{program}/{challenge}/squad": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Join a squad, or make one
         * @description For challenges with squads: into the squad with the code, or into a new one whose code others can join by. A squad is for one time of the challenge; what was done in it before counts. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId_challenges_program_challenge_squad"];
        post?: never;
        /**
         * Leave a squad
         * @description The one of the present time, as long as nothing that the member did counts in it. A secret key needs the scope `members:write`.
         */
        delete: operations["delete_members_externalId_challenges_program_challenge_squad"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proofs that members have handed in
         * @description The latest first. What waits is to be looked at. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_proofs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/challenges/{challenge}/proofs/{externalId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a proof, or refuse it
         * @description Accepted, the challenge is completed as of the moment when the proof was handed in. Refused, also after it was accepted, it is not, and what was given for it is taken back. Name the event that brought what you looked at: if the member has handed in something else since, nothing is changed. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_challenges_challenge_proofs_externalId_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a picture for a badge, or a logo
         * @description A PNG or JPEG of at most 40 million pixels, put into a square of 600. Name its id in the program's document: badges, look, picture; or theme, logo. It is drawn anew, so that nothing but what is to be seen is kept: no place, no date, no name. What nothing names within a day is gone. Sent again, the same picture has the same id. A secret key needs the scope `programs:write`.
         */
        post: operations["post_pictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pictures/{picture}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of your own
         * @description As it was drawn anew: a PNG. A secret key needs the scope `programs:read`.
         */
        get: operations["get_pictures_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a member's picture
         * @description A PNG or JPEG of at most 40 million pixels, for what the member says, proves or hands in. At most 1000 pixels a side are kept, sealed with the person's key. It is drawn anew, so that nothing but what is to be seen is kept: no place, no date, no name. What nothing names within a day is gone. Sent again, the same picture has the same id. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_pictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/pictures/{picture}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's picture
         * @description As it was drawn anew: a PNG, for the owner and the member alone. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_pictures_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/testimonials/{program}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say something about a program
         * @description In the member's own words. It replaces what the member has said before, and waits until the owner has looked at it. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId_testimonials_program"];
        post?: never;
        /**
         * Withdraw what was said about a program
         * @description It is shown to nobody from then on. A secret key needs the scope `members:write`.
         */
        delete: operations["delete_members_externalId_testimonials_program"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/testimonials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What members say about a program
         * @description The latest first. What waits is to be looked at. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_testimonials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/testimonials/{externalId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what a member says, or not
         * @description Name the event that brought what you looked at: if the member has written something else since, nothing is changed. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_testimonials_externalId_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/social-proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What everybody may see of a program
         * @description As the document's `socialProof` says: numbers once they have reached ten, what happened at least ten minutes ago to members who agreed to it, and what members say. By the program's handle.
         */
        get: operations["get_programs_program_social_proof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a member has written
         * @description With the answers; the hundred latest, the latest first. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_feedback"];
        put?: never;
        /**
         * Write to the business
         * @description A question, a suggestion, stars, an appeal against what became of a referral or reward, or the wish to have one's data or to have it deleted. It is kept sealed, for the business and the member alone, and nothing is decided by it. At most 20 a member and day. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What members have written
         * @description The latest first. What is open waits for an answer. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_feedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/feedback/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a member
         * @description The member sees it beside what they wrote. Answering again replaces the answer; closing without a text keeps it. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_feedback_id_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note a visit
         * @description For pages that a member's link or code leads to directly. Send the visit's id with the friend's sign-up. The same visitor, program and code within a half-hour are one visit; a bot makes none and gets null. The visit is committed when the answer comes. Needs no Idempotency-Key.
         */
        post: operations["post_visits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Programs
         * @description Published ones and drafts, by their id. A secret key needs the scope `programs:read`.
         */
        get: operations["get_programs"];
        put?: never;
        /**
         * Make a program
         * @description Keeps the document as the draft of a new program, as JSON or YAML; it need not be valid yet. The answer lists what is missing for publishing. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate a document
         * @description Stores nothing. Every problem comes at once, with its path and the remedy. A secret key needs the scope `programs:read`.
         */
        post: operations["post_programs_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One program
         * @description By its id or its handle. A secret key needs the scope `programs:read`.
         */
        get: operations["get_programs_program"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's draft
         * @description The document as it was saved, and what is missing for publishing. A secret key needs the scope `programs:read`.
         */
        get: operations["get_programs_program_draft"];
        /**
         * Replace a program's draft
         * @description Changes nothing that is published. With revision the draft is replaced only while it still has it, so that nobody's work is lost. A secret key needs the scope `programs:write`.
         */
        put: operations["put_programs_program_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate a draft
         * @description Every problem at once, with its path and the remedy. A secret key needs the scope `programs:read`.
         */
        post: operations["post_programs_program_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a draft
         * @description Makes the program's next version, which never changes. Referrals that have begun keep theirs. The answer tells which sentences of the terms changed, and how many members are asked to agree anew. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's versions
         * @description Newest first. A secret key needs the scope `programs:read`.
         */
        get: operations["get_programs_program_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version
         * @description With its document, as it was published. A secret key needs the scope `programs:read`.
         */
        get: operations["get_programs_program_versions_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two versions
         * @description Rules, goals and grants are matched by id. Without from and to: from the version in force to the draft. It also tells what changes for members in the words of the terms. A secret key needs the scope `programs:read`.
         */
        get: operations["get_programs_program_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's terms
         * @description Generated from the version's document, so that they say what is decided, with the owner's own clauses last. Of the version in force unless another is named. JSON, or a page of Markdown or plain text by format or by Accept.
         */
        get: operations["get_programs_program_terms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/chance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a program's draws are verified by
         * @description For each version, newest first: the hash of the secret with which it draws, that of the version after it, and once it has been replaced the secret itself. No draw is made with the secret of a version that is not in force.
         */
        get: operations["get_programs_program_chance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's items
         * @description What the version in force gives away, and how many are left of what there are only so many of. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_programs_program_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/items/{item}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add to the stock of an item
         * @description There are so many more of it than the document has. Whoever waits for it is served. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_programs_program_items_item_stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/leaderboards/{board}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A ranking
         * @description The present run or another one, the best first. Who has left the leaderboard is not in it; a frozen run keeps everybody's place. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_leaderboards_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/leaderboards/{board}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The runs of a leaderboard
         * @description In which something counted, the latest first. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_leaderboards_board_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/leaderboards/{board}/partitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The parts of a run
         * @description Of a leaderboard with a ranking of its own for each value of a trait, or for each league: those in which somebody is in the run. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_leaderboards_board_partitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/leaderboards/{program}/{board}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a member stands
         * @description The member's place with the two ahead and the two behind, the gap to the next place, the share of members behind, and the best. Others are shown by name only where they agreed to it. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_leaderboards_program_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/leaderboards/{program}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave leaderboards, or come back
         * @description Of one leaderboard of the program, or of all. Who leaves is not in any ranking that is still open, and back with the whole score on coming back. By which name members are shown, and whether on leaderboards at all, is changed by PUT /v1/members/{externalId}/shown. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_leaderboards_program"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/contests/{contest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A contest, what takes part in it, and its winners
         * @description What the owner has accepted, by the program's handle: of the present run, or of the latest. Members are named as they agreed. Scores and places are told when it has closed.
         */
        get: operations["get_programs_program_contests_contest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/contests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's contests
         * @description Of every program that the member takes part in. Of judged contests the runs for which something was handed in, with the member's own entry and vote; of those that a leaderboard ranks the latest runs in which something counted, with the member's own place and the gap to the next. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_contests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/contests/{program}/{contest}/entry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand something in for a contest
         * @description A link, a text or a picture, as the document says, until the end of the run. It replaces what was handed in before, and takes part once the owner has accepted it: then everybody can see it. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId_contests_program_contest_entry"];
        post?: never;
        /**
         * Withdraw an entry from a contest
         * @description Until the end of the run: what is being judged stays. Nobody sees it any more, and something else can be handed in. A secret key needs the scope `members:write`.
         */
        delete: operations["delete_members_externalId_contests_program_contest_entry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/contests/{program}/{contest}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Vote in a contest
         * @description One vote in each run, from its end until it closes, and not for one's own entry. Voting again moves the vote. A secret key needs the scope `members:write`.
         */
        put: operations["put_members_externalId_contests_program_contest_vote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/contests/{contest}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What members have handed in for a contest
         * @description The latest first, with marks and votes. What waits is to be looked at. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_contests_contest_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/contests/{contest}/entries/{entry}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an entry take part in a contest, or not
         * @description Until the run closes. Name the event that brought what you looked at: if the member has handed in something else since, nothing is changed. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_contests_contest_entries_entry_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/contests/{contest}/entries/{entry}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an entry of a contest a mark
         * @description From the run's end until it closes. Where judges judge, name the one whose mark it is; another mark of the same judge replaces it. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_contests_contest_entries_entry_mark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/contests/{contest}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The places of a contest that a leaderboard ranks
         * @description By the program's handle: of the latest run, or of the one that is named. Places can change until the run closes, and never after that. Members are named as the leaderboard names them.
         */
        get: operations["get_programs_program_contests_contest_places"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's draws
         * @description By the program's handle: each with its present run and the latest ones, the hash of each run's seed, and once it has been drawn the seed.
         */
        get: operations["get_programs_program_draws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/draws/{draw}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run of a draw, and its winners
         * @description Before it is drawn: the hash of its seed, when it is drawn, how many tickets take part. Afterwards its seed and its winners as well, named as they agreed or by a pseudonym.
         */
        get: operations["get_programs_program_draws_draw_runs_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/draws/{draw}/runs/{run}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All tickets of a run that has been drawn
         * @description What is needed, with the run's seed, to find its winners anew: the tickets that were drawn first come first.
         */
        get: operations["get_programs_program_draws_draw_runs_run_tickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's tickets
         * @description Of every program that the member takes part in: the runs of draws for which there are tickets, how many are the member's own, and whether one has won. A secret key needs the scope `members:read`.
         */
        get: operations["get_members_externalId_draws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/waiting-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who waits
         * @description In the order in which they are admitted: by joining number less the places gained, ties to who joined earlier. A secret key needs the scope `members:read`.
         */
        get: operations["get_programs_program_waiting_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/waiting-list/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Admit the first
         * @description The first so many of those who wait are in from now on; `waiting_list.admitted` is told of each. Admission is not taken back. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_waiting_list_admit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a program
         * @description Links still lead on; events are recorded and earn nothing until it is resumed. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a program
         * @description From the next record on it earns again; what came while it was paused stays as it was decided. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a program
         * @description No more referrals and rewards; what was earned stays and can be used. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/codes/{code}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a code off
         * @description Its links lead to a plain page and it brings no more referrals; those it has brought stay. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_codes_code_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/codes/{code}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a code on again
         * @description It brings referrals again from the next record on. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_codes_code_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/programs/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What everybody may know of a program
         * @description Name, texts, cards and badges, for pages that show the program; no rules, no numbers, nobody's data.
         */
        get: operations["get_public_programs_handle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try what would happen
         * @description Decides imagined events as the next of the log, with the draft or any version of the program in force, and writes nothing: no record, no member, no key. The answer is what the same events would bring now, with the steps of each decision in plain words. A secret key needs the scope `rewards:read`.
         */
        post: operations["post_programs_program_try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forecast a program
         * @description Plays the program many times with invented people whose behaviour follows the assumptions, through the same decisions that real events get. Nothing is written. It takes some seconds, one at a time in each process: 429 while there is another. A secret key needs the scope `programs:read`.
         */
        post: operations["post_programs_program_simulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay the log with another document
         * @description Decides the recorded log again in memory with the draft, or a version, in place of every version of the program, and compares: cost by rule, month and unit, who gains and who loses, referrals that would not have qualified, examples with explanations. Nothing is written. The answer is lines of JSON as it goes: progress, and at the end the report. Closing the connection stops it. One at a time runs on a server, for logs of at most 100000 records; longer ones are for the command line. A secret key needs the scope `rewards:read`.
         */
        post: operations["post_programs_program_backtest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/imports/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import members from CSV
         * @description The first line names the columns; which is which is known by their names, or said in the query. The answer is lines of JSON as it goes: rows that were refused and why, progress, and at the end the report. Each row has a key that follows from what it says, so a table can be sent again as often as need be: what was imported is imported no second time. Repeated under its Idempotency-Key, a call that came to its end is answered with its report alone. At most 16 MB at once, before and after inflating; send larger tables in parts, or by the command line. A secret key needs the scope `members:write`.
         */
        post: operations["post_programs_program_imports_members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/imports/referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import past referrals from CSV
         * @description The first line names the columns; which is which is known by their names, or said in the query. The answer is lines of JSON as it goes: rows that were refused and why, progress, and at the end the report. Each row has a key that follows from what it says, so a table can be sent again as often as need be: what was imported is imported no second time. Repeated under its Idempotency-Key, a call that came to its end is answered with its report alone. At most 16 MB at once, before and after inflating; send larger tables in parts, or by the command line. A secret key needs the scope `referrals:write`.
         */
        post: operations["post_programs_program_imports_referrals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/re-evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply new or changed rules to what has happened
         * @description Finds what rules of the version in force would have given for what is in the log, and have not, and tells it: by rule and unit, who gains, examples with explanations. With `apply` it is given as well. Nothing that was given is changed or taken back; what a rule gave for something once it does not give again, so a call that was cut short, or repeated, gives what is still missing. Repeated under its Idempotency-Key, a call that came to its end does nothing and is answered with its report. The answer is lines of JSON as it goes: progress, and at the end the report. Closing the connection stops it. One at a time runs on a server, for logs of at most 100000 records and 10000 occurrences; more is for the command line. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_programs_program_re_evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/migrate-referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move referrals under way to the version in force
         * @description A referral keeps the version under which it began. This tells what would become of those under way if the version in force held for them: how many go over, which promises change, what is reached and given on the way; with `apply` they go over. What they were given stays. A goal that is another one now is counted anew; a referral that has reached it as it was stays under its version. Members are asked to agree to the terms of the version in force as always. A call that was cut short, or repeated, moves the rest; repeated under its Idempotency-Key, a call that came to its end does nothing and is answered with its report. The answer is lines of JSON as it goes: progress, and at the end the report. A server looks at no more than 10000 referrals; more is for the command line. A secret key needs the scope `programs:write`.
         */
        post: operations["post_programs_program_migrate_referrals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Referrals
         * @description Newest first, by state, program, referrer or friend. A secret key needs the scope `referrals:read`.
         */
        get: operations["get_referrals"];
        put?: never;
        /**
         * Enter a referral by hand
         * @description For a recommendation that no link or code tells of. The friend becomes a member if unknown; purchases told before count if they are not too old. Who was a customer already, or is late to claim, may be entered; oneself, a second referrer and a cycle may not. A secret key needs the scope `referrals:write`.
         */
        post: operations["post_referrals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One referral
         * @description With how it was attributed, who lost, and where its goals stand. A secret key needs the scope `referrals:read`.
         */
        get: operations["get_referrals_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Name another referrer
         * @description For a referral that went to the wrong person. What the first referrer was given for this friend is taken back, as after a refund; the new one is given what they would have had, under the limits as they are now, and holds begin anew. The friend keeps everything. What was given once for a number of referrals is kept. A secret key needs the scope `referrals:write`.
         */
        post: operations["post_referrals_id_correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a review
         * @description Honours or refuses the friend's side, the referrer's side, or both; a side that is left out goes on waiting. The reason is kept. A secret key needs the scope `referrals:write`.
         */
        post: operations["post_referrals_id_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rewards
         * @description Newest first, by member, program, state or type. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_rewards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One reward
         * @description With its value, state and what it waits for. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_rewards_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a reward
         * @description Of a reward that is held for approval. It becomes available when nothing else holds it. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_rewards_id_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{id}/deny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deny a reward
         * @description Of a reward that is held for approval: it is cancelled. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_rewards_id_deny"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a reward back
         * @description By a compensating transfer: first what is left of it, then the member's other value of the unit, then as the program says as a debt. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_rewards_id_reverse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{id}/fulfilment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how far the sending of an item is
         * @description An item that is available waits to be sent (`queued`). `sent`: it is on its way; `failed`: it came back or could not be sent. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_rewards_id_fulfilment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/rewards/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a reward, or choose what it is to be
         * @description Of a reward that waits for the member. One of several options is named; without options there is nothing to name. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_members_externalId_rewards_id_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's wallet
         * @description Per unit what is pending, available and owed, what expires next, and the lots in the order in which they are spent. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_wallets_externalId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{externalId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The movements of a wallet
         * @description Every transfer that touched the member's accounts, newest first; accounts of the program are written program.… A secret key needs the scope `rewards:read`.
         */
        get: operations["get_wallets_externalId_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{externalId}/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use credit, points or another unit
         * @description Takes the amount from the lots that expire soonest, or nothing at all where it is not there. Lots with a minimum spend need orderTotal. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_wallets_externalId_redeem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{externalId}/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange points for something of the catalogue
         * @description Takes the entry's price from the lots that expire soonest and gives what the entry gives, both or neither. The answer is the redemption; cancelling it gives the price back, as long as what was given has not been used. A member exchanges what is their own. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_wallets_externalId_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/redemptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a redemption
         * @description The same lots are restored, each with its own expiry. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_redemptions_id_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's redemptions
         * @description Newest first, cancelled ones included. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_redemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/redemptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One redemption
         * @description With the lots that it was taken from. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_redemptions_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a coupon would take off an order
         * @description Changes nothing: the answer says whether the coupon can be used now, and the discount. Use it with /v1/coupons/redeem. A secret key needs the scope `coupons:write`.
         */
        post: operations["post_coupons_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use a coupon
         * @description Uses it once, for one order; of two calls at the same time one is told that it is used up. The answer has the discount. A secret key needs the scope `coupons:write`.
         */
        post: operations["post_coupons_redeem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/coupon-pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's pools of codes
         * @description From which coupons of the version in force take codes that somebody else has made, and how many are left. A secret key needs the scope `coupons:write`.
         */
        get: operations["get_programs_program_coupon_pools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/coupon-pools/{pool}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add codes to a pool
         * @description They come after those that the pool has, in this order. Coupons that wait for a code have one at once. A secret key needs the scope `coupons:write`.
         */
        post: operations["post_programs_program_coupon_pools_pool_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cash that is due
         * @description What each member can be paid out now, a currency each, with where it is paid to. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_payouts"];
        put?: never;
        /**
         * Mark cash as paid out
         * @description Takes the amount from what the member can be paid. Cancelling it as a redemption gives it back. A secret key needs the scope `rewards:write`.
         */
        post: operations["post_payouts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/referrals.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tracking table as CSV
         * @description Who recommended whom by which link, when the friend registered, how far it has come, and what it has brought both. Newest first. Sent as it is read: rows that are made meanwhile may be missing. A secret key needs the scope `referrals:read`.
         */
        get: operations["get_exports_referrals_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/rewards.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rewards as CSV
         * @description Every reward with its amount and state. Newest first. Sent as it is read: rows that are made meanwhile may be missing. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_exports_rewards_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/payouts.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payout list as CSV
         * @description The cash that can be paid out now, one line a member and currency, with where it is paid to. Sent as it is read: rows that are made meanwhile may be missing. A secret key needs the scope `rewards:read`.
         */
        get: operations["get_exports_payouts_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened, in order
         * @description A feed to follow: keep nextCursor and ask again from it. Nothing is missed and nothing comes twice; id tells repeats all the same. At the end of the feed data is empty and nextCursor stays. A secret key needs the scope `facts:read`.
         */
        get: operations["get_facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook endpoints
         * @description All of them, oldest first, with how far they are behind; never their secrets. There are at most 20. A secret key needs the scope `webhooks:read`.
         */
        get: operations["get_webhook_endpoints"];
        put?: never;
        /**
         * Make a webhook endpoint
         * @description What happens from now on is sent to it, signed as Standard Webhooks says. The secret is told once. A secret key needs the scope `webhooks:write`.
         */
        post: operations["post_webhook_endpoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook endpoint
         * @description Its state and how far it is behind; never its secret. A secret key needs the scope `webhooks:read`.
         */
        get: operations["get_webhook_endpoints_id"];
        /**
         * Change a webhook endpoint
         * @description What is left out stays as it is. A disabled endpoint keeps its place: set active again it goes on with what it has missed. A secret key needs the scope `webhooks:write`.
         */
        put: operations["put_webhook_endpoints_id"];
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Ends it for good, with its secrets and its log of deliveries. Doing it again changes nothing. A secret key needs the scope `webhooks:write`.
         */
        delete: operations["delete_webhook_endpoints_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an endpoint's secret
         * @description A new secret signs from now on. The one before signs as well until the overlap ends, so that receivers can change over; a still older one ends at once. A secret key needs the scope `webhooks:write`.
         */
        post: operations["post_webhook_endpoints_id_secret_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries to an endpoint
         * @description With their attempts, in the order of the log, newest first; samples come last. Kept for 30 days after they are done. A secret key needs the scope `webhooks:read`.
         */
        get: operations["get_webhook_endpoints_id_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One delivery
         * @description With its attempts, newest first. A secret key needs the scope `webhooks:read`.
         */
        get: operations["get_webhook_endpoints_id_deliveries_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description At once, and with the whole schedule of attempts before it, under the same webhook-id. The body tells how things are now. A secret key needs the scope `webhooks:write`.
         */
        post: operations["post_webhook_endpoints_id_deliveries_delivery_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a range of facts again
         * @description From a fact or a moment to another, or to the end; both ends belong to it. At most 10,000 facts a call: nextFromFact tells where to go on. Facts from before the endpoint was made are sent as well. Times are the workspace's own, as facts have them. A secret key needs the scope `webhooks:write`.
         */
        post: operations["post_webhook_endpoints_id_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a sample
         * @description A made-up fact of the kind, in the form of a real one and with sample: true in its data, whatever kinds the endpoint asks for. A secret key needs the scope `webhooks:write`.
         */
        post: operations["post_webhook_endpoints_id_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exchange rates
         * @description By their currencies, then by the moment from which each is in force. A secret key needs the scope `programs:read`.
         */
        get: operations["get_rates"];
        put?: never;
        /**
         * Tell exchange rates
         * @description Amounts of events in a program's further `currencies` are converted at the rate in force when the event happened. Events that waited for a rate are decided before the answer comes. What was decided already is not priced anew. The other direction is a rate of its own. A secret key needs the scope `rates:write`.
         */
        post: operations["post_rates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The workspace's time
         * @description In a live workspace the real time; in a test workspace its own.
         */
        get: operations["get_clock"];
        put?: never;
        /**
         * Move a test workspace's time forward
         * @description When it answers, all that fell due until then has been done: holds have passed, rewards have expired, windows have closed. A secret key needs the scope `clock:write`.
         */
        post: operations["post_clock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The workspace of the key
         * @description Tells which workspace a key belongs to and whether it is live or a test: the first call to make with a new key.
         */
        get: operations["get_workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys
         * @description The workspace's keys, newest first; never the keys themselves. A secret key needs the scope `keys:write`.
         */
        get: operations["get_keys"];
        put?: never;
        /**
         * Make a key
         * @description A secret key for servers, a publishable one for browsers, or a signing key for members' tokens. A key can give only scopes that it has itself. A secret key needs the scope `keys:write`.
         */
        post: operations["post_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a key
         * @description Makes a key like this one. The old one goes on for the overlap, so that it can be replaced everywhere meanwhile. A secret key needs the scope `keys:write`.
         */
        post: operations["post_keys_keyId_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a key
         * @description Ends the key: every server refuses it within a second. Cannot be undone; doing it again changes nothing. A secret key needs the scope `keys:write`.
         */
        post: operations["post_keys_keyId_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the server well
         * @description 200 when the server and its database answer, 503 when the database does not. Never limited, for watchdogs and load balancers.
         */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{externalId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have invitations sent by e-mail
         * @description One mail to each address, in fixed words, with the member's link and code, and with a way to refuse all further ones. For programs with `sharing.invitations`, at most 10 a day for a member or fewer by the document. Who refused, or was invited to the program within 30 days by anyone, gets none, and the answer is the same. The addresses are forgotten when the mails are sent. 409 `mail_not_configured` where the server sends no mail. A secret key needs the scope `members:write`.
         */
        post: operations["post_members_externalId_invitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail-refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that an address wants no invitations, or wants them again
         * @description For somebody who told you so. Whoever had an invitation by mail can refuse further ones by its link, too. Only a keyed hash of the address is kept. A secret key needs the scope `members:write`.
         */
        post: operations["post_mail_refusals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What went wrong (RFC 9457). */
        Problem: {
            /** @description A name for the kind of problem, as a URN. */
            type: string;
            /** @description The kind of problem in words; always the same for a code. */
            title: string;
            status: number;
            /** @description Stable: decide by this one. */
            code: string;
            /** @description What is wrong here and what to do. */
            detail: string;
            /** @description Everything that is wrong, where more than one thing can be. */
            errors?: {
                /** @description Where: a JSON Pointer into the body, ?name of the query, {name} of the address, or a header. */
                path: string;
                problem: string;
                remedy: string;
            }[];
            /** @description Name it when you ask for help; the log has it. */
            requestId: string;
        };
        /** @description What would become of an imagined event. */
        TriedEventResult: {
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            /** @enum {string} */
            status: "rewarded" | "recorded" | "refused" | "ignored";
            /** @description Why it would come to nothing, or to less. */
            reason?: string;
            sentence: string;
            /** @description That would begin. */
            referrals: {
                /** @description An id of ours. */
                program: string;
                /** @description The business's own id; null where it may not be told or was erased. */
                friend: string | null;
                /** @description The business's own id; null where it may not be told or was erased. */
                referrer: string | null;
                state: string;
            }[];
            /** @description That would be made, as they would stand right after. */
            rewards: {
                /** @description An id of ours. */
                program: string;
                rule: string;
                grant: string;
                /** @description The business's own id; null where it may not be told or was erased. */
                member: string | null;
                /** @enum {string} */
                side: "referrer" | "friend" | "member" | "referrers_referrer";
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                /** @description Of a badge or stamp: which one. */
                item?: string;
                /** @enum {string} */
                state: "waiting" | "pending" | "available" | "redeemed" | "cancelled" | "expired" | "reversed";
                hold: {
                    until: string | null;
                    waitsFor: ("approval" | "event" | "review")[];
                } | null;
                expiresAt: string | null;
            }[];
            /** @description What would be taken back. */
            taken: {
                /** @description An id of ours. */
                program: string;
                rule: string;
                grant: string;
                /** @description The business's own id; null where it may not be told or was erased. */
                member: string | null;
                /** @enum {string} */
                side: "referrer" | "friend" | "member" | "referrers_referrer";
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                /** @description Null for a reward that is imagined itself. */
                reward: string | null;
                /** @enum {string} */
                how: "cancelled" | "reversed" | "shrunk";
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                /** @description The part that the member would owe. */
                debt?: string;
            }[];
            /** @description The steps of the decision in plain words. */
            sentences: string[];
        };
        /** @description What would happen. Nothing was written, and no key was used. */
        TrialAnswer: {
            /** @description An id of ours. */
            program: string;
            /** @description The document that was rehearsed: a published version, or the draft. */
            version: number | "draft";
            /** @description Of the draft. */
            revision?: number;
            /** @description Of the document. */
            hash: string;
            /** @description Whether the document is the one that is in force. */
            inForce: boolean;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            /** @description The imagined people. */
            members: {
                id: string;
                /** @description What they would share in the program: imagined events may name it. Null where they are not enrolled. */
                code: string | null;
            }[];
            /** @description One for each event, in their order. */
            results: components["schemas"]["TriedEventResult"][];
        };
        /** @description What would have happened, beside what did. */
        BacktestReport: {
            /** @description An id of ours. */
            program: string;
            /** @description The document that was rehearsed: a published version, or the draft. */
            version: number | "draft";
            /** @description Of the draft. */
            revision?: number;
            /** @description Of the document. */
            hash: string;
            /** @description Whether the document is the one that is in force. */
            inForce: boolean;
            /** @description That were decided again. */
            records: number;
            from: string | null;
            to: string | null;
            /** @description Whether every reward and referral of the whole log is the same on both sides, to the last unit. */
            identical: boolean;
            totals: {
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                recorded: {
                    /** @description Rewards that were made. */
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount?: string;
                    /** @description What was taken back of it. */
                    taken?: string;
                    /** @description What remains: the cost. */
                    net?: string;
                    /** @description Of what has no amount: how many were taken back. */
                    takenCount?: number;
                };
                candidate: {
                    /** @description Rewards that were made. */
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount?: string;
                    /** @description What was taken back of it. */
                    taken?: string;
                    /** @description What remains: the cost. */
                    net?: string;
                    /** @description Of what has no amount: how many were taken back. */
                    takenCount?: number;
                };
                difference: {
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    net?: string;
                };
            }[];
            rules: {
                rule: string;
                grant: string;
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                recorded: {
                    /** @description Rewards that were made. */
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount?: string;
                    /** @description What was taken back of it. */
                    taken?: string;
                    /** @description What remains: the cost. */
                    net?: string;
                    /** @description Of what has no amount: how many were taken back. */
                    takenCount?: number;
                };
                candidate: {
                    /** @description Rewards that were made. */
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount?: string;
                    /** @description What was taken back of it. */
                    taken?: string;
                    /** @description What remains: the cost. */
                    net?: string;
                    /** @description Of what has no amount: how many were taken back. */
                    takenCount?: number;
                };
                difference: {
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    net?: string;
                };
            }[];
            months: {
                /**
                 * @description In which the rewards were made, in the program's time zone.
                 * @example 2026-03
                 */
                month: string;
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                recorded: {
                    /** @description Rewards that were made. */
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount?: string;
                    /** @description What was taken back of it. */
                    taken?: string;
                    /** @description What remains: the cost. */
                    net?: string;
                    /** @description Of what has no amount: how many were taken back. */
                    takenCount?: number;
                };
                candidate: {
                    /** @description Rewards that were made. */
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount?: string;
                    /** @description What was taken back of it. */
                    taken?: string;
                    /** @description What remains: the cost. */
                    net?: string;
                    /** @description Of what has no amount: how many were taken back. */
                    takenCount?: number;
                };
                difference: {
                    count: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    net?: string;
                };
            }[];
            referrals: {
                recorded: {
                    began: number;
                    qualified: number;
                    converted: number;
                };
                candidate: {
                    began: number;
                    qualified: number;
                    converted: number;
                };
                /** @description That would have come further. */
                gained: number;
                /** @description That would not have come so far. */
                lost: number;
                examples: {
                    referral: string | null;
                    /** @description The business's own id; null where it may not be told or was erased. */
                    friend: string | null;
                    /** @description The business's own id; null where it may not be told or was erased. */
                    referrer: string | null;
                    recorded: ("signed_up" | "qualified" | "converted" | "rejected" | "expired" | "reversed") | null;
                    candidate: ("signed_up" | "qualified" | "converted" | "rejected" | "expired" | "reversed") | null;
                }[];
            };
            /** @description By unit: how many would have gained and lost, and who the most. */
            members: {
                /** @description A currency, or a named unit such as POINTS. */
                unit: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                gaining: number;
                losing: number;
                most: {
                    /** @description The business's own id; null where it may not be told or was erased. */
                    member: string | null;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    by: string;
                }[];
                least: {
                    /** @description The business's own id; null where it may not be told or was erased. */
                    member: string | null;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    by: string;
                }[];
            }[];
            redemptions: {
                recorded: number;
                /** @description Of value that members would not have had. */
                notPossible: number;
            };
            /** @description Events of which the two make something else, one of each kind of difference. */
            examples: {
                event: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                what: string;
                recorded: {
                    sentence: string;
                    sentences: string[];
                };
                candidate: {
                    sentence: string;
                    sentences: string[];
                };
            }[];
        };
        /** @description A line of a backtest: how far it is; the last one has the report, or why there is none. */
        BacktestLine: {
            progress?: {
                records: number;
                of: number;
            };
            report?: components["schemas"]["BacktestReport"];
            error?: {
                code: string;
                detail: string;
            };
        };
        /** @description How the referral came about: the method that won with its evidence, and who lost. */
        Attribution: {
            /** @enum {string} */
            method: "link" | "code" | "coupon" | "referrer" | "hand";
            /** @description Why a person entered it. */
            reason?: string;
            code?: string;
            visit?: string;
            coupon?: string;
            visitAt: string | null;
            channel?: string;
            placement?: string;
            /** @description Where the code was given as a reward and had uses left: the grant's id. */
            invitation?: string;
            losers: {
                method: string;
                reason: string;
                code?: string;
                visit?: string;
            }[];
        };
        /** @description The relation of one referrer and one friend in one program. */
        Referral: {
            /** @description An id of ours. */
            id: string;
            /** @description An id of ours. */
            program: string;
            /** @description Of the program: the one that holds for it. */
            version: number;
            /** @description Those that held for it before it was migrated, the first one first. */
            earlierVersions: number[];
            /** @description The business's own id; null where it may not be told or was erased. */
            friend: string | null;
            /** @description The business's own id; null where it may not be told or was erased. */
            referrer: string | null;
            /** @description What for, where the program lets a friend be referred for several things; null for nothing in particular. */
            referredFor: string | null;
            /** @enum {string} */
            state: "signed_up" | "qualified" | "converted" | "in_review" | "rejected" | "expired" | "reversed";
            /** @enum {string} */
            stage: "signed_up" | "qualified" | "converted" | "rejected" | "expired" | "reversed";
            /** @enum {string} */
            friendSide: "clear" | "in_review" | "refused";
            /** @enum {string} */
            referrerSide: "clear" | "in_review" | "refused";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            beganAt: string;
            signedUpAt: string | null;
            qualifiedAt: string | null;
            convertedAt: string | null;
            attribution: components["schemas"]["Attribution"];
            /** @description Referrers that a person has replaced, the first one first. */
            corrections: {
                /** @description The business's own id; null where it may not be told or was erased. */
                referrer: string | null;
                /** @description The record that made it: GET /v1/events/{id}/explanation. */
                event: string;
                reason: string;
            }[];
            goals: {
                goal: string;
                reachedAt: string | null;
                ordinal: number;
            }[];
            reviews: {
                check: string;
                sides: string[];
                /** @description The record that made it: GET /v1/events/{id}/explanation. */
                event: string;
                /** @description By side: honour or refuse. */
                answer: {
                    [key: string]: string;
                } | null;
                reason: string | null;
            }[];
            /** @description The record that made it: GET /v1/events/{id}/explanation. */
            event: string;
        };
        /** @description What a pending reward waits for. */
        Hold: {
            until: string | null;
            waitsFor: ("approval" | "event" | "review")[];
        };
        /** @description How chance chose the reward, so that it can be verified. */
        RewardDraw: {
            /** @description The outcome that was drawn. */
            drawn: string;
            /** @description The outcome that was given: another one where the one that was drawn had run out. */
            outcome: string;
            /** @description The version of the program with whose secret it was drawn. */
            version: number;
            /** @description What the secret was applied to. */
            message: string;
            /** @description The point that was drawn. */
            point: string;
            /** @description The sum of all weights. */
            of: string;
        };
        /** @description What a waiting reward asks of its recipient. */
        RewardClaim: {
            until: string | null;
            /** @description What can be chosen; without them it is claimed as it is. */
            options?: {
                id: string;
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "item" | "access";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                item?: string;
            }[];
        };
        /** @description One grant to one person. */
        Reward: {
            /** @description An id of ours. */
            id: string;
            /** @description An id of ours. */
            program: string;
            /** @description The program's version that decided it. */
            version: number;
            rule: string;
            grant: string;
            ordinal: number;
            /** @description The business's own id; null where it may not be told or was erased. */
            member: string | null;
            /** @enum {string} */
            side: "referrer" | "friend" | "member" | "referrers_referrer";
            referral: string | null;
            /** @enum {string} */
            type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
            /** @description A currency, or a named unit such as POINTS. */
            unit?: string;
            /**
             * @description Of a currency only.
             * @enum {string}
             */
            kind?: "credit" | "cash";
            /**
             * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
             * @enum {boolean}
             */
            accruing?: true;
            /** @description In major units of the currency or unit beside it: "45.00". */
            amount?: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            remaining?: string;
            /** @description Its code. */
            coupon?: string;
            /** @description Of a code with uses: as it is shown, and how many friends can still come by it. */
            code?: {
                code: string;
                usesLeft: number;
            };
            /** @description Of a badge, stamp, item or access: which one. */
            item?: string;
            /** @description So many places up on the waiting list. */
            places?: number;
            /** @description Tickets for a draw. */
            tickets?: {
                /** @description An id of ours. */
                draw: string;
                /** @description The draw's run for which they are. */
                run: string;
                count: number;
            };
            draw?: components["schemas"]["RewardDraw"];
            claim?: components["schemas"]["RewardClaim"];
            /** @description It waits until there are more of its item. */
            awaitsStock?: boolean;
            /** @description Of a choice: the option that it has become. */
            chosen?: string;
            /** @enum {string} */
            state: "waiting" | "pending" | "available" | "redeemed" | "cancelled" | "expired" | "reversed";
            /** @enum {string} */
            fulfilment: "none" | "queued" | "sent" | "failed";
            hold: components["schemas"]["Hold"] | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            madeAt: string;
            availableAt: string | null;
            expiresAt: string | null;
            /** @description The record that made it: GET /v1/events/{id}/explanation. */
            event: string;
            /** @description It was made by a re-evaluation, for what had happened then: limits count it there. */
            reevaluated?: {
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                occurredAt: string;
            };
        };
        /** @description What became of an event. */
        EventResult: {
            key: string;
            /** @enum {string} */
            status: "rewarded" | "recorded" | "refused" | "ignored";
            /** @description evt_ and the record's number: GET /v1/events/{id}/explanation tells how it was decided. */
            id: string;
            /** @description True: the key was known and nothing was done again. */
            replayed: boolean;
            /** @description Why it came to nothing, or to less. */
            reason?: string;
            /** @description What happened, in the language that was asked for. */
            sentence: string;
            /** @description That began. */
            referrals: string[];
            /** @description That were made. */
            rewards: string[];
            /** @description Rewards that were taken back in part or whole. */
            taken: string[];
        };
        /** @description What became of one event of a batch. One that was not written has no id. */
        BatchedEventResult: {
            key: string | null;
            /** @enum {string} */
            status: "rewarded" | "recorded" | "refused" | "ignored" | "invalid" | "failed";
            /** @description evt_ and the record's number: GET /v1/events/{id}/explanation tells how it was decided. */
            id?: string;
            /** @description True: the key was known and nothing was done again. */
            replayed?: boolean;
            /** @description Why it came to nothing, or to less. */
            reason?: string;
            /** @description What happened, in the language that was asked for. */
            sentence: string;
            /** @description That began. */
            referrals: string[];
            /** @description That were made. */
            rewards: string[];
            /** @description Rewards that were taken back in part or whole. */
            taken: string[];
            errors?: {
                path: string;
                problem: string;
                remedy: string;
            }[];
            /** @description Of what failed: docs/reference/errors.md. */
            code?: string;
            retryAfterSeconds?: number;
        };
        /** @description To one event its result; to a batch one for each, in order. */
        EventAnswer: components["schemas"]["EventResult"] | {
            results: components["schemas"]["BatchedEventResult"][];
        };
        /** @description What became of one call of the Segment protocol. One that was not written has no id. */
        SegmentResult: {
            messageId: string | null;
            type: string | null;
            /** @enum {string} */
            status: "rewarded" | "recorded" | "refused" | "ignored" | "done" | "invalid" | "failed";
            /** @description evt_ and the record's number: GET /v1/events/{id}/explanation tells how it was decided. */
            id?: string;
            /** @description True: the key was known and nothing was done again. */
            replayed?: boolean;
            /** @description Why it came to nothing, or to less. */
            reason?: string;
            /** @description What happened, in the language that was asked for. */
            sentence: string;
            /** @description That began. */
            referrals: string[];
            /** @description That were made. */
            rewards: string[];
            /** @description Rewards that were taken back in part or whole. */
            taken: string[];
            errors?: {
                path: string;
                problem: string;
                remedy: string;
            }[];
            /** @description Of what failed: docs/reference/errors.md. */
            code?: string;
            retryAfterSeconds?: number;
        };
        /** @description The results of the calls, in their order. */
        SegmentAnswer: {
            /** @enum {boolean} */
            success: true;
            results: components["schemas"]["SegmentResult"][];
        };
        /** @description Why an event had its result. */
        EventExplanation: {
            event: string;
            /** @description All steps, as they are read one after the other. */
            sentences: string[];
            records: {
                id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                what: string;
                outcome: string;
                steps: {
                    sentence: string;
                    /** @description For owners only. */
                    data?: {
                        [key: string]: unknown;
                    };
                }[];
            }[];
        };
        /** @description Why there is a reward. */
        RewardExplanation: {
            reward: components["schemas"]["Reward"];
            /** @description How it stands now. */
            now: string;
            /** @description All steps, as they are read one after the other. */
            sentences: string[];
            records: {
                id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                what: string;
                outcome: string;
                steps: {
                    sentence: string;
                    /** @description For owners only. */
                    data?: {
                        [key: string]: unknown;
                    };
                }[];
            }[];
        };
        /** @description What became of a referral, and why. */
        ReferralExplanation: {
            referral: components["schemas"]["Referral"];
            /** @description How it stands now. */
            now: string;
            /** @description All steps, as they are read one after the other. */
            sentences: string[];
            records: {
                id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                what: string;
                outcome: string;
                steps: {
                    sentence: string;
                    /** @description For owners only. */
                    data?: {
                        [key: string]: unknown;
                    };
                }[];
            }[];
        };
        /** @description Something that happened; further fields by its kind. */
        Fact: {
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            kind: string;
            event: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What happened, as the business tells it. */
        Event: {
            /** @description Identifies the event for ever: sent again it is answered alike and does nothing. Choose it from what happened, such as order-1001-paid. */
            key: string;
            /** @description sign_up, purchase, refund, claim, or a type that a program declares. */
            type: string;
            member: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                id: string;
                email?: string;
                /** @description Best with its country code: +49 151 12345678. */
                phone?: string;
                name?: string;
                /** @description A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code). */
                address?: string | {
                    line1?: string;
                    line2?: string;
                    city?: string;
                    region?: string;
                    postalCode?: string;
                    country?: string;
                };
                /** @description Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed. */
                payout?: string;
                traits?: {
                    [key: string]: unknown;
                };
                /** @description What the person's device is known by. */
                device?: string;
            };
            /** @description When, with date, time and offset: 2026-03-01T12:30:00Z. Now, if left out. */
            occurredAt?: string;
            /**
             * @description A program, by its id or its handle, if only this one shall see the event.
             * @example spring-friends
             */
            program?: string;
            /** @description What it is about: the id of the order, booking or subscription. One subject counts once. */
            subject?: string;
            /** @description What was paid in all, tax and shipping included, in major units: "45.00". */
            amount?: string;
            /** @description ISO 4217, in capitals. Needed where the programs do not share one. */
            currency?: string;
            /** @description The part of the amount that is tax. */
            tax?: string;
            /** @description The part of the amount that is shipping. */
            shipping?: string;
            /** @description What was taken off before the amount, which does not hold it. */
            discount?: string;
            /** @description The products of the order: together not more than the amount without shipping. A refund names those that were given back by their id or their product. */
            lines?: {
                /** @description The line's own id, so that a refund can name it. No # at its beginning. */
                id?: string;
                /** @description A product, by the shop's own name or number. */
                product?: string;
                /** @description The categories that the product belongs to. */
                categories?: string[];
                /**
                 * @description How many.
                 * @default 1
                 */
                quantity?: number;
                /** @description What was paid for the line in all: for all its pieces, its share of the discount taken off. With tax if tax is said. */
                amount: string;
                /** @description The part of the line's amount that is tax; none if left out. */
                tax?: string;
            }[];
            /** @description How the subject stands, for conditions: such as paid. */
            status?: string;
            /**
             * @description Of a sign_up or claim: the code of who recommended, in any way that people write it.
             * @example K7P4-M2XQ
             */
            code?: string;
            /**
             * @description Of a sign_up or claim: the coupon that the friend came with, in any way that people write it.
             * @example K7P4-M2XQ
             */
            coupon?: string;
            /** @description The visit, or visits, that the friend's browser had: bw_visit of the link. */
            visit?: string | string[];
            /**
             * @description Of a sign_up or claim: the business's own id of who recommended.
             * @example anna
             */
            referrer?: string;
            /** @description Whatever else there is to tell: what a program declares can be used in its rules; all else is kept apart as personal. */
            properties?: {
                [key: string]: unknown;
            };
            /** @description Where it happened, for conditions: such as shop or app. */
            channel?: string;
        };
        /** @description Many events at once. */
        EventBatch: {
            /** @description Up to 1,000 events; each is answered on its own. */
            events: components["schemas"]["Event"][];
        };
        /** @description What a member has handed in as a proof for a challenge. */
        ChallengeProof: {
            /** @description The business's own id; null where it may not be told or was erased. */
            member: string | null;
            /** @description The challenge's id in the program. */
            challenge: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            from: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            until: string;
            /** @enum {string} */
            state: "waiting" | "accepted" | "refused";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            handedInAt: string;
            /** @description Null where it is something else, or was erased. */
            link: string | null;
            /** @description Null where it is something else, or was erased. */
            text: string | null;
            /** @description The id of a picture of the member, for GET /v1/members/{externalId}/pictures/{picture}. */
            picture: string | null;
            /** @description Why it was answered so. */
            reason: string | null;
            /** @description The record that made it: GET /v1/events/{id}/explanation. */
            event: string;
        };
        /** @description A challenge in its present time, and how far a member is. */
        MemberChallenge: {
            /** @description An id of ours. */
            program: string;
            handle: string;
            /** @description The challenge's id in the program. */
            challenge: string;
            name: string;
            description: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            from: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            until: string;
            /** @enum {string} */
            state: "upcoming" | "running" | "over";
            /** @description Whether it is only for members who join it. */
            optIn: boolean;
            joinedAt: string | null;
            /** @description In this time. */
            completed: boolean;
            /** @description All of them are needed. */
            steps: {
                name: string | null;
                /** @description The type of event that counts. */
                event: string;
                /** @enum {string} */
                of: "member" | "friends";
                /** @description How many, or how much, there is by now. */
                done: string;
                needed: string;
                met: boolean;
            }[];
            /** @description For challenges that squads take up together: what is done is then what all of the member's squad have done. Null for others. */
            squad: {
                /** @description So many members are needed. */
                min: number;
                /** @description There can be so many. */
                max: number;
                /** @description The member's in the present time; null as long as they are in none. */
                mine: {
                    /** @description By which others join it. */
                    code: string;
                    /** @description In the order in which they joined. */
                    members: {
                        /** @description As they agreed to be named, else a pseudonym. */
                        name: string;
                        /** @description Whether it is the member who is asked about. */
                        you: boolean;
                    }[];
                } | null;
            } | null;
            /** @description What is to be handed in; null where nothing is. */
            proof: {
                /** @enum {string} */
                by: "link" | "text" | "picture";
                /**
                 * @description It is not time for it: steps are missing, or the time is over; it is to be handed in; it waits to be looked at; it was accepted; or refused, and can be handed in again. Of the challenge's time before the present one as long as something can be handed in for it.
                 * @enum {string}
                 */
                state: "not_yet" | "wanted" | "waiting" | "accepted" | "refused";
                /** @description Why it was answered so. */
                reason: string | null;
                /** @description Until when something can be handed in; null where nothing can. */
                until: string | null;
            } | null;
        };
        /** @description A member's challenges, by program in its order. */
        MemberChallenges: {
            data: components["schemas"]["MemberChallenge"][];
        };
        /** @description A program and where its document stands. */
        Program: {
            /** @description An id of ours. */
            id: string;
            handle: string | null;
            /** @enum {string} */
            status: "draft" | "running" | "paused" | "ended";
            /** @description In force; null until the first publication. */
            version: number | null;
            draft: {
                revision: number;
                updatedAt: string | null;
            } | null;
        };
        /** @description A draft as it was saved, and what is missing for publishing. */
        SavedDraft: {
            /** @description An id of ours. */
            id: string;
            /** @description Grows with every save. */
            revision: number;
            /** @description Whether it can be published. */
            valid: boolean;
            /** @description Of the document: equal for equal documents. */
            hash: string;
            problems: {
                path: string;
                problem: string;
                remedy: string;
            }[];
            warnings: {
                path: string;
                problem: string;
                remedy: string;
            }[];
        };
        /** @description A draft with its document. */
        Draft: {
            /** @description An id of ours. */
            id: string;
            /** @description Grows with every save. */
            revision: number;
            /** @description Whether it can be published. */
            valid: boolean;
            /** @description Of the document: equal for equal documents. */
            hash: string;
            problems: {
                path: string;
                problem: string;
                remedy: string;
            }[];
            warnings: {
                path: string;
                problem: string;
                remedy: string;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            updatedAt: string;
            /** @description A program document. */
            document: {
                [key: string]: unknown;
            };
        };
        /** @description A document that could be published. */
        Validation: {
            /** @enum {boolean} */
            valid: true;
            /** @description Of the document: equal for equal documents. */
            hash: string;
            warnings: {
                path: string;
                problem: string;
                remedy: string;
            }[];
        };
        /** @description A version in the list of a program's. */
        ListedVersion: {
            version: number;
            /** @description Of the document: equal for equal documents. */
            hash: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            publishedAt: string;
        };
        /** @description What the draws of a version are verified by. */
        VersionChance: {
            version: number;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            publishedAt: string;
            /** @description SHA-256 over the 32 bytes of the secret, in hexadecimal digits. */
            commitment: string;
            /** @description The same of the secret of the version after it. */
            nextCommitment: string;
            /** @description In hexadecimal digits; null while the version is in force. */
            secret: string | null;
        };
        /** @description One immutable version. */
        Version: {
            /** @description An id of ours. */
            program: string;
            version: number;
            /** @description Of the document: equal for equal documents. */
            hash: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            publishedAt: string;
            /** @description A program document. */
            document: {
                [key: string]: unknown;
            };
        };
        /** @description What differs between the terms of two documents. */
        PromiseChanges: {
            /** @description Whether the terms say something else, so that members are asked to agree anew. */
            changed: boolean;
            /** @description Sentences of the terms. */
            changes: {
                /** @enum {string} */
                change: "added" | "removed";
                sentence: string;
            }[];
            /** @description How many members take part and are asked to agree; 0 where nothing changed. */
            members: number;
            /** @description How many referrals are under way and keep the version under which they began; 0 where nothing changed. */
            referrals: number;
        };
        /** @description What differs between two documents. */
        Diff: {
            /** @description An id of ours. */
            program: string;
            from: string;
            to: string;
            changes: {
                path: string;
                /** @description Null where there was nothing. */
                before: unknown;
                /** @description Null where nothing is left. */
                after: unknown;
                sentence: string;
            }[];
            /** @description Null where there is nothing to compare: before the first version, or where a document is not valid. */
            promises: components["schemas"]["PromiseChanges"] | null;
        };
        /** @description A program that was published, and whose promises that changed. */
        PublishedProgram: {
            /** @description An id of ours. */
            id: string;
            handle: string | null;
            /** @enum {string} */
            status: "draft" | "running" | "paused" | "ended";
            /** @description In force; null until the first publication. */
            version: number | null;
            draft: {
                revision: number;
                updatedAt: string | null;
            } | null;
            /** @description Null where there is nothing to compare: before the first version, or where a document is not valid. */
            promises: components["schemas"]["PromiseChanges"] | null;
        };
        /** @description The terms of one version, generated from its document; the owner's own clauses come last. */
        ProgramTerms: {
            program: string;
            version: number;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            publishedAt: string;
            /** @enum {string} */
            language: "en" | "ru";
            title: string;
            sections: {
                number: string;
                heading: string;
                clauses: {
                    /** @description As in 3.1.2. */
                    number: string;
                    text: string;
                    details: {
                        /** @description As in 3.1.2. */
                        number: string;
                        text: string;
                    }[];
                }[];
            }[];
        };
        /** @description What everybody may know of a program. */
        PublicProgram: {
            handle: string;
            /** @enum {string} */
            status: "running" | "paused" | "ended";
            /** @description One text, or one for each language. */
            name: string | {
                [key: string]: string;
            };
            description: (string | {
                [key: string]: string;
            }) | null;
            locales: string[];
            currency: string;
            timeZone: string;
            destination: string;
            stampCards: {
                [key: string]: unknown;
            }[];
            badges: {
                [key: string]: unknown;
            }[];
        };
        /** @description The time that the next record would have. */
        Clock: {
            /** @enum {string} */
            mode: "live" | "test";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            now: string;
            lastRecord: {
                number: number;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            };
        };
        /** @description What a member has handed in for a contest, for whoever looks at it. */
        ContestEntry: {
            /** @description The entry's id. */
            entry: string;
            run: string;
            /** @description The business's own id; null where it may not be told or was erased. */
            member: string | null;
            /**
             * @description It waits to be looked at, takes part, does not, or was given up.
             * @enum {string}
             */
            state: "waiting" | "accepted" | "refused" | "withdrawn";
            /** @description Null where it is something else, or was erased. */
            link: string | null;
            /** @description Null where it is something else, or was erased. */
            text: string | null;
            /** @description The id of a picture of the member, for GET /v1/members/{externalId}/pictures/{picture}. */
            picture: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            handedInAt: string;
            /** @description Why it was answered so. */
            reason: string | null;
            /** @description By judge. */
            marks: {
                [key: string]: number;
            };
            votes: number;
            /** @description Null as long as the contest has not closed, and for what nobody has judged. */
            place: number | null;
            /** @description The record that made it: GET /v1/events/{id}/explanation. */
            event: string;
        };
        /** @description A contest as everybody may see it. */
        PublicContest: {
            /** @description An id of ours. */
            contest: string;
            name: string;
            /**
             * @description Who judges.
             * @enum {string}
             */
            by: "owner" | "judges" | "members";
            /** @description What can be handed in. */
            submit: ("link" | "text" | "picture")[];
            /** @description The latest for which something was handed in. */
            runs: {
                /** @description Its name: 2026-09, 2026-W36, or once. */
                run: string;
                /**
                 * @description Entries are taken; they are judged; the places stand.
                 * @enum {string}
                 */
                state: "open" | "judging" | "closed";
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                until: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                closesAt: string;
                closedAt: string | null;
                /** @description How many take part. */
                entries: number;
            }[];
            /** @description The one that is shown; null where there is none. */
            run: {
                /** @description Its name: 2026-09, 2026-W36, or once. */
                run: string;
                /**
                 * @description Entries are taken; they are judged; the places stand.
                 * @enum {string}
                 */
                state: "open" | "judging" | "closed";
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                until: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                closesAt: string;
                closedAt: string | null;
                /** @description How many take part. */
                entries: number;
            } | null;
            /** @description What takes part: by place, and as long as there are none in the order in which it was accepted. */
            data: {
                /** @description The entry's id. */
                entry: string;
                /** @description As the member agreed; null for no name. */
                name: string | null;
                link: string | null;
                text: string | null;
                picture: string | null;
                /** @description The mean of the marks, or the votes; null as long as the contest has not closed. */
                score: number | null;
                /** @description Null as long as the contest has not closed, and for what nobody has judged. */
                place: number | null;
            }[];
            /** @description Ask again with it for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description A contest that a leaderboard ranks, as everybody may see it. */
        RankedContest: {
            /** @description An id of ours. */
            contest: string;
            name: string;
            /** @description An id of ours. */
            leaderboard: string;
            /** @description What scores are amounts of; null for a count. */
            unit: string | null;
            /** @description The latest in which something counted. */
            runs: {
                /** @description Its name: 2026-09, 2026-W36, or the first day. */
                run: string;
                /**
                 * @description What members do counts; what is taken back still changes places; the places stand.
                 * @enum {string}
                 */
                state: "open" | "correcting" | "closed";
                from: string | null;
                until: string | null;
                /** @description Until then places can change. */
                closesAt: string | null;
                closedAt: string | null;
            }[];
            /** @description The one that is shown; null where there is none. */
            run: {
                /** @description Its name: 2026-09, 2026-W36, or the first day. */
                run: string;
                /**
                 * @description What members do counts; what is taken back still changes places; the places stand.
                 * @enum {string}
                 */
                state: "open" | "correcting" | "closed";
                from: string | null;
                until: string | null;
                /** @description Until then places can change. */
                closesAt: string | null;
                closedAt: string | null;
            } | null;
            /** @description The part of the leaderboard; empty where it is not parted. */
            partition: string;
            /** @description The places that are told: the first three, and all for which something is given. They are for good when the run is closed. */
            data: {
                place: number;
                /** @description As the leaderboard shows the member; null for who has left since. */
                name: string | null;
                /** @description In major units of the currency or unit beside it: "45.00". */
                score: string;
            }[];
        };
        /** @description How a member stands in contests. */
        MemberContests: {
            data: {
                /** @description An id of ours. */
                program: string;
                handle: string;
                /** @description An id of ours. */
                contest: string;
                name: string;
                /** @description Who judges; null where a leaderboard ranks. */
                by: ("owner" | "judges" | "members") | null;
                /** @description What is given for places; null where no rule gives anything. */
                prize: string | null;
                /** @description Its name: 2026-09, 2026-W36, or once. */
                run: string;
                /**
                 * @description It goes on; it is judged; what is taken back still changes places; the places stand.
                 * @enum {string}
                 */
                state: "open" | "judging" | "correcting" | "closed";
                from: string | null;
                until: string | null;
                /** @description Until then places can change. */
                closesAt: string | null;
                closedAt: string | null;
                /** @description How many take part; null where a leaderboard ranks. */
                entries: number | null;
                ownEntry: {
                    /** @description The entry's id. */
                    entry: string;
                    /**
                     * @description It waits to be looked at, takes part, does not, or was given up.
                     * @enum {string}
                     */
                    state: "waiting" | "accepted" | "refused" | "withdrawn";
                    reason: string | null;
                    /** @description Null as long as the contest has not closed, and for what nobody has judged. */
                    place: number | null;
                    link: string | null;
                    text: string | null;
                    /** @description The id of the member's picture. */
                    picture: string | null;
                } | null;
                /** @description The entry for which the member has voted. */
                vote: string | null;
                /** @description Where a leaderboard ranks; null for judged contests. */
                standing: {
                    /** @description An id of ours. */
                    leaderboard: string;
                    /** @description What scores are amounts of; null for a count. */
                    unit: string | null;
                    /** @description The member's own; null for who has none. It can change until the run is closed. */
                    place: number | null;
                    /** @description How many have a place. */
                    of: number | null;
                    /** @description The member's own. */
                    score: string | null;
                    /** @description To who is next ahead; null for the first. */
                    gap: string | null;
                } | null;
            }[];
        };
        /** @description A pool of codes that somebody else has made. */
        CouponPool: {
            /** @description An id of ours. */
            id: string;
            /** @description One text, or one for each language. */
            name: (string | {
                [key: string]: string;
            }) | null;
            /** @description How many codes are there for further coupons. */
            left: number;
            /** @description How many are promised to coupons that cannot be used yet; one that is cancelled leaves its code there. */
            promised: number;
            /** @description How many coupons have one. */
            given: number;
            /** @description How many coupons wait for more. */
            waiting: number;
        };
        /** @description The pools of codes of a program. */
        CouponPools: {
            data: components["schemas"]["CouponPool"][];
        };
        /** @description A pool to which codes were added. */
        AddedCodes: {
            /** @description An id of ours. */
            id: string;
            /** @description One text, or one for each language. */
            name: (string | {
                [key: string]: string;
            }) | null;
            /** @description How many codes are there for further coupons. */
            left: number;
            /** @description How many are promised to coupons that cannot be used yet; one that is cancelled leaves its code there. */
            promised: number;
            /** @description How many coupons have one. */
            given: number;
            /** @description How many coupons wait for more. */
            waiting: number;
            /** @description How many of the codes are new. */
            added: number;
            /** @description Those that a pool or a coupon had before: they changed nothing. */
            known: string[];
            /** @description How many coupons that waited have one now. */
            served: number;
        };
        /** @description What the coupon would take off, or why it cannot be used now. */
        CouponCheck: {
            /** @enum {boolean} */
            valid: true;
            code: string;
            /** @description An id of ours. */
            program: string;
            /** @description An id of ours. */
            reward: string;
            discount: {
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                /** @enum {string} */
                kind?: "freeShipping" | "product";
                product?: string;
            };
            currency: string;
            usesLeft: number;
            expiresAt: string | null;
        } | {
            /** @enum {boolean} */
            valid: false;
            /** @description A code of docs/reference/errors.md. */
            reason: string;
            sentence: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            minimumSpend?: string;
            currency?: string;
        };
        /** @description A coupon that was used. */
        CouponUse: {
            redemption: string | null;
            /** @enum {boolean} */
            valid: true;
            code: string;
            /** @description An id of ours. */
            program: string;
            /** @description An id of ours. */
            reward: string;
            discount: {
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                /** @enum {string} */
                kind?: "freeShipping" | "product";
                product?: string;
            };
            currency: string;
            usesLeft: number;
            expiresAt: string | null;
        };
        /** @description The draws of a program. */
        DrawList: {
            data: {
                /** @description An id of ours. */
                draw: string;
                name: string;
                /** @description The present one, and the latest for which there were tickets, the latest first. */
                runs: {
                    /**
                     * @description Its name: 2026-09, 2026-W36, or the day of a draw that is held once.
                     * @example 2026-09
                     */
                    run: string;
                    /**
                     * @description Tickets are given; those for what is told late still come; it has been drawn.
                     * @enum {string}
                     */
                    state: "open" | "closing" | "drawn";
                    /** @description Null: whatever happened before its end. */
                    from: string | null;
                    /**
                     * Format: date-time
                     * @description ISO 8601 in UTC.
                     */
                    until: string;
                    /**
                     * Format: date-time
                     * @description When it is drawn, or was.
                     */
                    drawsAt: string;
                    drawnAt: string | null;
                    /** @description How many are to win. */
                    winners: number;
                    /** @description SHA-256 of the 32 bytes of its seed, as 64 hexadecimal digits: known from its beginning. */
                    commitment: string;
                    /** @description Its seed, as 64 hexadecimal digits; null before it has been drawn. */
                    seed: string | null;
                }[];
            }[];
        };
        /** @description A run of a draw. */
        DrawRun: {
            /** @description An id of ours. */
            draw: string;
            name: string;
            /**
             * @description Its name: 2026-09, 2026-W36, or the day of a draw that is held once.
             * @example 2026-09
             */
            run: string;
            /**
             * @description Tickets are given; those for what is told late still come; it has been drawn.
             * @enum {string}
             */
            state: "open" | "closing" | "drawn";
            /** @description Null: whatever happened before its end. */
            from: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            until: string;
            /**
             * Format: date-time
             * @description When it is drawn, or was.
             */
            drawsAt: string;
            drawnAt: string | null;
            /** @description How many are to win. */
            winners: number;
            /** @description SHA-256 of the 32 bytes of its seed, as 64 hexadecimal digits: known from its beginning. */
            commitment: string;
            /** @description Its seed, as 64 hexadecimal digits; null before it has been drawn. */
            seed: string | null;
            /** @description How many take part. */
            tickets: number;
            /** @description How many different members hold them. */
            holders: number;
            /** @description The first one drawn first; empty before it has been drawn. */
            won: {
                /** @description The reward whose ticket was drawn. */
                reward: string;
                /** @description Tells the holders of this run apart, and leads to nobody. */
                holder: string;
                /** @description As the member agreed, else a pseudonym. */
                name: string;
            }[];
        };
        /** @description A member's tickets. */
        MemberDraws: {
            data: {
                /** @description An id of ours. */
                program: string;
                handle: string;
                /** @description An id of ours. */
                draw: string;
                name: string;
                /**
                 * @description Its name: 2026-09, 2026-W36, or the day of a draw that is held once.
                 * @example 2026-09
                 */
                run: string;
                /**
                 * @description Tickets are given; those for what is told late still come; it has been drawn.
                 * @enum {string}
                 */
                state: "open" | "closing" | "drawn";
                /** @description Null: whatever happened before its end. */
                from: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                until: string;
                /**
                 * Format: date-time
                 * @description When it is drawn, or was.
                 */
                drawsAt: string;
                drawnAt: string | null;
                /** @description How many are to win. */
                winners: number;
                /** @description SHA-256 of the 32 bytes of its seed, as 64 hexadecimal digits: known from its beginning. */
                commitment: string;
                /** @description Its seed, as 64 hexadecimal digits; null before it has been drawn. */
                seed: string | null;
                /** @description The member's own. */
                tickets: number;
                /** @description Tells the holders of this run apart, and leads to nobody. */
                holder: string;
                /** @description Null before it has been drawn. */
                hasWon: boolean | null;
            }[];
        };
        /** @description What a member has written to the business, and what they were answered. */
        Feedback: {
            /** @description An id of ours. */
            id: string;
            /** @description The business's own id; null where it may not be told or was erased. */
            member: string | null;
            /** @enum {string} */
            kind: "help" | "suggestion" | "rating" | "appeal" | "data_export" | "data_deletion";
            /** @description Null where the member was erased; empty where nothing was written. */
            text: string | null;
            /** @description Of the kind rating only. */
            rating: number | null;
            /** @description What an appeal is about: this, or the reward. */
            referral: string | null;
            reward: string | null;
            /** @enum {string} */
            state: "open" | "answered" | "closed";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            askedAt: string;
            answer: string | null;
            answeredAt: string | null;
        };
        /** @description A line of an import: how its rows are read, a row that was refused, how far it is, or why it broke off. */
        ImportLine: {
            preview?: {
                /** @description The column of each field. */
                columns: {
                    [key: string]: string;
                };
                /** @description The first ten rows, field by field, or `problem`; `line` is the row's in the table. */
                rows: {
                    [key: string]: string | number;
                }[];
            };
            refused?: {
                /** @description Of the table, the heading being line 1. */
                line: number;
                problem: string;
                /** @description The row as it was, cell by column. */
                row: {
                    [key: string]: string;
                };
            };
            /** @description So far. */
            progress?: {
                rows: number;
                done: number;
                /** @description Rows that say what was imported before. */
                repeated: number;
                refused: number;
            };
            /** @description So far. */
            report?: {
                rows: number;
                done: number;
                /** @description Rows that say what was imported before. */
                repeated: number;
                refused: number;
            };
            error?: {
                code: string;
                detail: string;
            };
        };
        /** @description Of an item of which there are only so many. */
        Stock: {
            /** @description How many the document has. */
            declared: number;
            /** @description How many were added since. */
            added: number;
            /** @description How many rewards hold one. */
            given: number;
            left: number;
            /** @description How many rewards wait for more. */
            waiting: number;
        };
        /** @description Something that a program gives away and somebody sends. */
        Item: {
            /** @description An id of ours. */
            id: string;
            /** @description One text, or one for each language. */
            name: string | {
                [key: string]: string;
            };
            /** @description Null where there is no end of it. */
            stock: components["schemas"]["Stock"] | null;
        };
        /** @description The items of a program. */
        Items: {
            data: components["schemas"]["Item"][];
        };
        /** @description One ranking of a leaderboard: a period's, a window's, or that of all time. Its times are null before anything counted. */
        BoardRun: {
            /** @description Its name: 2026-W09, 2026-03, lifetime, or the first day of the board's window. */
            run: string;
            startsAt: string | null;
            endsAt: string | null;
            /** @description Until when what is told late counts; null where there is no end. */
            countsUntil: string | null;
            /** @description From when on nothing changes any more; null as long as something may. */
            frozenAt: string | null;
        };
        /** @description Somebody in a ranking. */
        RankedMember: {
            place: number;
            /** @description In major units of the currency or unit beside it: "45.00". */
            score: string;
            /** @description The member's name where they agreed to it, else the initials or a pseudonym, as the board says; null for who has left since. */
            name: string | null;
            /** @description The business's own id; null where it may not be told or was erased. */
            member?: string | null;
            /** @description In a member's own view. */
            isYou?: boolean;
        };
        /** @description A page of a ranking, the best first. */
        LeaderboardPage: {
            /** @description The program's id. */
            program: string;
            /** @description The leaderboard's id in the document. */
            board: string;
            /** @description As the document has it: one text, or one for each language. */
            name: unknown;
            /** @description What scores are amounts of; null for a count. */
            unit: string | null;
            /** @description Its name: 2026-W09, 2026-03, lifetime, or the first day of the board's window. */
            run: string;
            startsAt: string | null;
            endsAt: string | null;
            /** @description Until when what is told late counts; null where there is no end. */
            countsUntil: string | null;
            /** @description From when on nothing changes any more; null as long as something may. */
            frozenAt: string | null;
            /** @description The value of the trait by which the board is parted; empty where it is not parted. */
            partition: string;
            /** @description How many are in the ranking. */
            size: number;
            data: components["schemas"]["RankedMember"][];
            /** @description Ask again with it for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description A part of a run: those with the same value of the trait by which the board is parted. */
        BoardPartition: {
            partition: string;
            size: number;
        };
        /** @description Where a member stands. */
        OwnPlace: {
            /** @description The program's id. */
            program: string;
            /** @description The leaderboard's id in the document. */
            board: string;
            /** @description As the document has it: one text, or one for each language. */
            name: unknown;
            /** @description What scores are amounts of; null for a count. */
            unit: string | null;
            /** @description Its name: 2026-W09, 2026-03, lifetime, or the first day of the board's window. */
            run: string;
            startsAt: string | null;
            endsAt: string | null;
            /** @description Until when what is told late counts; null where there is no end. */
            countsUntil: string | null;
            /** @description From when on nothing changes any more; null as long as something may. */
            frozenAt: string | null;
            /** @description The value of the trait by which the board is parted; empty where it is not parted. */
            partition: string;
            /** @description How many are in the ranking. */
            size: number;
            /** @description Null for who is not in the ranking. */
            you: {
                place: number;
                /** @description In major units of the currency or unit beside it: "45.00". */
                score: string;
                /** @description By how much the one ahead is ahead: 0 where they only were there earlier; null on the first place. */
                gapToNext: string | null;
                /** @description How many of a hundred others stand behind, rounded down; null where there are no others. */
                aheadOfPercent: number | null;
            } | null;
            /** @description The two ahead, the member, the two behind. */
            around: components["schemas"]["RankedMember"][];
            top: components["schemas"]["RankedMember"][];
            /** @description False for who has left this leaderboard. */
            takesPart: boolean;
        };
        /** @description Which leaderboards of a program a member has left. */
        BoardSettings: {
            /** @description Ids of those that the member has left. */
            away: string[];
        };
        /** @description A channel in which a member can share. */
        ShareTarget: {
            /** @enum {string} */
            channel: "whatsapp" | "telegram" | "vk" | "messenger" | "x" | "facebook" | "linkedin" | "sms" | "email" | "copy";
            /** @description What people call it. */
            name: string;
            /** @description What the member sends, before the link. Let the member see it, and change it. */
            text: string;
            /** @description The member's link, which tells the channel, or the page that is shared. */
            link: string;
            /** @description The address with places for percent-encoded values, {text}, {link}, {both} (text, a blank, link) and {subject}: for when the member changes the words. */
            template: string | null;
            /** @description Opens the channel with words and link. Null for copying. Facebook, LinkedIn and Messenger take the link alone and show what its page says of itself. */
            address: string | null;
        };
        /** @description What a member can send to friends. */
        Share: {
            program: string;
            code: string;
            /** @description Of an e-mail. */
            subject: string;
            /** @description The sentence in each text by which friends learn that whoever shares can get something; null where nobody can. */
            disclosure: string | null;
            channels: components["schemas"]["ShareTarget"][];
            /** @description That the server sends invitations by e-mail, by `POST /v1/members/{externalId}/invitations`; null where it does not. */
            invitations: {
                /** @description How many within a day. */
                perDay: number;
            } | null;
        };
        /** @description A badge of a program, and how a member stands to it. */
        MemberBadge: {
            /** @description An id of ours. */
            program: string;
            handle: string;
            /** @description The badge's id in the program. */
            badge: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            rarity: "common" | "uncommon" | "rare" | "legendary";
            /** @description Whether members may show it to others. */
            shareable: boolean;
            /** @description Of the badge; with ?locked=true its outline, of the PNG with ?size= 24 to 1200 pixels. */
            picture: {
                /**
                 * Format: uri
                 * @description For everybody.
                 */
                svg: string;
                /**
                 * Format: uri
                 * @description For everybody.
                 */
                png: string;
            };
            /** @description The reward that it is; null as long as it is not earned. */
            award: string | null;
            earnedAt: string | null;
            /** @description How often the member has earned it; more than once where the badge is counted. */
            times: number;
            /** @description Where others see it; null as long as the member does not show it. */
            page: {
                /**
                 * Format: uri
                 * @description For everybody.
                 */
                address: string;
                /**
                 * Format: uri
                 * @description 1200 by 630 pixels, for networks.
                 */
                picture: string;
                /**
                 * Format: uri
                 * @description Signed as an Open Badge 3.0.
                 */
                credential: string;
                /** @description Whether the page leads on by the member's link. */
                withLink: boolean;
                /** @description To send, with the address. */
                text: string;
                /** @description Where the member can send it. */
                channels: components["schemas"]["ShareTarget"][];
            } | null;
        };
        /** @description A member's badges, by program in its order. */
        MemberBadges: {
            data: components["schemas"]["MemberBadge"][];
        };
        /** @description A friend on the way, under a name that may be shown. */
        PortalFriend: {
            /** @description An id of ours. */
            referral: string;
            name: string;
            /** @description When the friend came, as a date. */
            since: string;
            /** @enum {string} */
            state: "on_the_way" | "done" | "in_review" | "ended";
            /** @description What happens next, or why it ended; null where the path says it all. */
            note: string | null;
            path: {
                id: string;
                /** @description “joined”, “first order”. */
                name: string;
                /** @enum {string} */
                state: "done" | "current" | "ahead" | "missed";
                /** @description When it was done, as a date. */
                at: string | null;
                /** @description What the member gets there, or has got. */
                brings: string[];
            }[];
            /** @description What the member gets for what the friend does next, where that depends on time alone; null elsewhere. */
            nowWorth: {
                /** @description What it is worth now: “€18”. */
                worth: string;
                /** @description “Now worth €18, €10 from 27 November 2026 on.” */
                sentence: string;
                /** @description When it is worth something else: ask anew then. Null: never. */
                until: string | null;
                /** @description When it jumps, bends or ends next. */
                turnsAt: string | null;
                /** @description The curve by its corners, in the order of time; two at one moment are a jump. Worth in major units. */
                points: {
                    /**
                     * Format: date-time
                     * @description ISO 8601 in UTC.
                     */
                    at: string;
                    worth: number;
                }[];
            } | null;
        };
        /** @description A reward as it is shown: value, state, what to do with it. */
        PortalReward: {
            /** @description An id of ours. */
            reward: string;
            /** @description What it is: “10 % off your next order”, “5 €”, “120 points”. */
            title: string;
            /** @enum {string} */
            state: "waiting" | "pending" | "available" | "redeemed" | "cancelled" | "expired" | "reversed";
            /** @description “ready”, “on hold until 3 March”, “used”. */
            stateText: string;
            /** @description The code of a coupon that can be used. */
            code: string | null;
            /** @description Until when it can be used, as a sentence. */
            expires: string | null;
            until: string | null;
            claim: {
                /** @description What is to be done until when. */
                text: string;
                /** @description What can be chosen; empty where it is claimed as it is. */
                options: {
                    id: string;
                    name: string;
                }[];
            } | null;
            /** @description Why there is this reward, in one sentence. */
            sentence: string;
        };
        /** @description Something that the member can have for what they have gathered. */
        PortalCatalogueEntry: {
            /** @description An id of ours. */
            entry: string;
            name: string;
            /** @description What it gives, where its name does not say it already. */
            gives: string | null;
            /** @description What belongs to it: how long it can be used, how often one may have it. */
            details: string[];
            /** @description “30 points”. */
            price: string;
            /** @description “3 left”, where there are only a few. */
            left: string | null;
            /** @description Why it cannot be had now (“12 points to go”), or what there is to know before; null for nothing. */
            note: string | null;
            /** @description What is asked before it is exchanged. Null where it cannot be had now. */
            confirm: string | null;
        };
        /** @description All that a member's portal of one program shows, in words of one language. */
        Portal: {
            /** @enum {string} */
            language: "en" | "ru";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            now: string;
            program: {
                /** @description An id of ours. */
                id: string;
                handle: string;
                name: string;
                /** @enum {string} */
                status: "running" | "paused" | "ended";
                /** @description What a pause or an end means for the member; null while it runs. */
                statusText: string | null;
                /** @description The offer in one sentence for both sides. */
                headline: string;
                forFriend: {
                    /** @description What there is: “10 % off”. */
                    what: string;
                    /** @description When: “with the first order”. */
                    when: string;
                    details: string[];
                }[];
                forMember: {
                    /** @description What there is: “10 % off”. */
                    what: string;
                    /** @description When: “with the first order”. */
                    when: string;
                    details: string[];
                }[];
                /** @description The address of the page of the terms. */
                terms: string;
                /** @description New terms that wait for an answer; null for none. */
                termsToAccept: {
                    version: number;
                    text: string;
                } | null;
                faq: {
                    question: string;
                    answer: string;
                }[];
            };
            member: {
                id: string;
                name: string | null;
                /** @description How others see the member. */
                shownAs: string;
                named: boolean;
                onBoards: boolean;
                inFeed: boolean;
            };
            link: string;
            code: string;
            /** @description The QR of the link, as SVG. */
            qr: string;
            share: components["schemas"]["Share"];
            /** @description What a friend who comes now brings, where that depends on time alone: at most one for each side. */
            nowWorth: {
                /** @enum {string} */
                for: "friend" | "member";
                /** @description What brings it: “When a friend has joined”. */
                when: string;
                /** @description What it is worth now: “€18”. */
                worth: string;
                /** @description “Now worth €18, €10 from 27 November 2026 on.” */
                sentence: string;
                /** @description When it is worth something else: ask anew then. Null: never. */
                until: string | null;
                /** @description When it jumps, bends or ends next. */
                turnsAt: string | null;
                /** @description The curve by its corners, in the order of time; two at one moment are a jump. Worth in major units. */
                points: {
                    /**
                     * Format: date-time
                     * @description ISO 8601 in UTC.
                     */
                    at: string;
                    worth: number;
                }[];
            }[];
            friends: {
                /** @description “3 friends joined, 2 bought”; what will be here where there are none. */
                text: string;
                /** @description The five latest; `GET /v1/members/{externalId}/friends` lists all. */
                list: components["schemas"]["PortalFriend"][];
                /** @description How many further ones there are. */
                more: number;
            };
            purses: {
                unit: string;
                /** @description “Store credit” or “Cash”; null for what has a name of its own. */
                kind: string | null;
                /** @description “12.50 €”, “120 points”. */
                available: string;
                /** @description What is still held, in the same form; null for nothing. */
                pending: string | null;
                /** @description What later rewards pay off first; null for nothing. */
                debt: string | null;
                /** @description What expires next and when, as a sentence. */
                expiry: string | null;
            }[];
            /** @description Ten of the sixty latest, those that can be used first; no stamp, badge or place in the queue. `GET /v1/members/{externalId}/rewards` lists all. */
            rewards: components["schemas"]["PortalReward"][];
            hasEarlierRewards: boolean;
            /** @description What can be exchanged for, by `POST /v1/wallets/{externalId}/exchange`. */
            catalogue: components["schemas"]["PortalCatalogueEntry"][];
            cards: {
                id: string;
                name: string;
                slots: number;
                stamps: number;
                /** @description “3 more stamps to the free coffee”. */
                text: string;
                /** @description What a full card brings. */
                prize: string | null;
                /** @description Until when it is to be filled, as a sentence. */
                until: string | null;
            }[];
            badges: {
                id: string;
                name: string;
                description: string | null;
                /** @description The badge, drawn: an address of this server that needs no token. A locked one is its outline. */
                picture: string;
                /** @description Null: not earned yet. */
                award: {
                    /** @description An id of ours. */
                    id: string;
                    /** @description When it was earned, as a date. */
                    at: string;
                    times: number;
                    /** @description The public page; null as long as the member has not shared it. */
                    page: string | null;
                } | null;
                /** @description What is missing, in words; null where it was earned. */
                missing: string | null;
            }[];
            bars: {
                id: string;
                name: string;
                /** @description Where the member is; null before the first step. */
                step: string | null;
                progress: number;
                /** @description “2 friends to Gold”, “the highest step”. */
                text: string;
                /** @description That it may be lost, and what keeps it. */
                warning: string | null;
            }[];
            streaks: {
                id: string;
                name: string;
                length: number;
                text: string;
            }[];
            challenges: {
                id: string;
                name: string;
                description: string | null;
                /** @enum {string} */
                state: "upcoming" | "running" | "over";
                completed: boolean;
                /** @description It is for members who join it, and this one may. */
                canJoin: boolean;
                progress: number;
                steps: {
                    text: string;
                    met: boolean;
                }[];
                /** @description Until when, as a sentence. */
                until: string;
                /** @description What it brings. */
                prize: string | null;
                /** @description What is to be handed in when all is done; null where nothing is. */
                proof: {
                    /** @enum {string} */
                    by: "link" | "text" | "picture";
                    /** @enum {string} */
                    state: "not_yet" | "wanted" | "waiting" | "accepted" | "refused";
                    text: string;
                    /** @description By `PUT …/challenges/{program}/{challenge}/proof`. */
                    canHandIn: boolean;
                    canWithdraw: boolean;
                } | null;
                /** @description Null where each takes it up alone. */
                squad: {
                    text: string;
                    /** @description By which others can join; null for no squad, and for one that is full or done. */
                    code: string | null;
                    members: {
                        name: string;
                        you: boolean;
                    }[];
                    /** @description Or make one, by `PUT …/challenges/{program}/{challenge}/squad`. */
                    canJoin: boolean;
                    canLeave: boolean;
                } | null;
            }[];
            boards: {
                id: string;
                name: string;
                takesPart: boolean;
                /** @description Where the member stands: “5th; 2 friends to the next place”, or how to get on it. */
                text: string;
                /** @description “You are ahead of 82 % of members.” Only where it encourages. */
                ahead: string | null;
                /** @description Until when the run counts, as a sentence. */
                until: string | null;
                /** @description At most three. */
                top: {
                    place: number;
                    name: string;
                    score: string;
                    isYou: boolean;
                }[];
                /** @description The member with neighbours; empty where the member is among the top three or not on the board. Nobody is shown last. */
                around: {
                    place: number;
                    name: string;
                    score: string;
                    isYou: boolean;
                }[];
            }[];
            contests: {
                id: string;
                name: string;
                prize: string | null;
                /** @description What there is to say where there is no round. */
                text: string | null;
                /** @description Of a judged contest: the present one, and the one before it. */
                rounds: {
                    /** @description Its name: 2026-09, 2026-W36, or once. */
                    run: string;
                    /** @enum {string} */
                    state: "open" | "judging" | "closed";
                    /** @description How many take part. They are at `GET /v1/programs/{program}/contests/{contest}`. */
                    entries: number;
                    text: string;
                    /** @description Until when something can be handed in, or when the winners are known, as a sentence. */
                    until: string | null;
                    /** @description What can be handed in now, by `PUT …/contests/{program}/{contest}/entry`. */
                    submit: ("link" | "text" | "picture")[];
                    /** @description What the member has handed in; null for nothing. */
                    own: {
                        /** @description An id of ours. */
                        entry: string;
                        /** @enum {string} */
                        state: "waiting" | "accepted" | "refused" | "withdrawn";
                        /** @description What became of it. */
                        text: string;
                        place: number | null;
                        link: string | null;
                        /** @description The text that was handed in. */
                        written: string | null;
                        /** @description The id of the member's picture, for `GET /v1/members/{externalId}/pictures/{picture}`. */
                        picture: string | null;
                        canWithdraw: boolean;
                    } | null;
                    /** @description By `PUT …/contests/{program}/{contest}/vote`. */
                    canVote: boolean;
                    /** @description For which entry the member has voted. */
                    vote: string | null;
                }[];
            }[];
            draws: {
                id: string;
                name: string;
                prize: string | null;
                /** @description How tickets are earned. */
                how: string | null;
                /** @description What there is to say where nothing is to be drawn any more. */
                text: string | null;
                /** @description The present one, and those that wait to be drawn. */
                runs: {
                    run: string;
                    tickets: number;
                    /** @description “You have 3 tickets.” */
                    text: string;
                    /** @description “The winner is drawn on 1 December.” */
                    when: string;
                    /** @description The hash of the run's seed, known before there was a ticket. */
                    commitment: string;
                    /** @description The page on which everybody can check the run. */
                    address: string;
                }[];
                /** @description The three latest in which the member had tickets. */
                drawn: {
                    run: string;
                    hasWon: boolean;
                    text: string;
                    address: string;
                }[];
            }[];
            waiting: {
                text: string;
                place: number | null;
                perFriend: string | null;
            } | null;
            /** @description What just happened to others who agreed. */
            feed: {
                at: string;
                sentence: string;
            }[];
            testimonials: {
                name: string | null;
                words: string;
                rating: number | null;
                picture: string | null;
            }[];
            /** @description What the member says about the program, by `PUT /v1/members/{externalId}/testimonials/{program}`; null where it collects none. */
            praise: {
                /** @enum {string} */
                state: "none" | "waiting" | "shown" | "refused" | "withdrawn";
                /** @description “The shop has a look at it first.”; where it is not shown, why, if the owner has said so. */
                text: string;
                words: string | null;
                rating: number | null;
                /** @description The id of the member's picture beside it, for `GET /v1/members/{externalId}/pictures/{picture}`. */
                picture: string | null;
                /** @description So many characters at most. */
                wordsMax: number;
            } | null;
            /** @description All of it is at `GET /v1/members/{externalId}/feedback`. */
            feedback: {
                /** @description How much the member has written to the business about this program. */
                written: number;
                /** @description When the latest answer came; null for none yet. */
                answeredAt: string | null;
            };
        };
        /** @description How far a friend is, and what is missing for a reward. */
        FriendExplanation: {
            summary: string;
            steps: {
                text: string;
                /** @enum {string} */
                state: "met" | "missing" | "not_needed";
            }[];
        };
        /** @description What a member has of one unit, without its lots. */
        Purse: {
            /** @description A currency, or a named unit such as POINTS. */
            unit: string;
            /**
             * @description Of a currency only.
             * @enum {string}
             */
            kind?: "credit" | "cash";
            /**
             * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
             * @enum {boolean}
             */
            accruing?: true;
            /** @description In major units of the currency or unit beside it: "45.00". */
            pending: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            available: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            debt: string;
            /** @description All that expires at the next moment at which something does. */
            nextExpiry: {
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount: string;
            } | null;
        };
        /** @description What a member has of one unit. */
        WalletUnit: {
            /** @description A currency, or a named unit such as POINTS. */
            unit: string;
            /**
             * @description Of a currency only.
             * @enum {string}
             */
            kind?: "credit" | "cash";
            /**
             * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
             * @enum {boolean}
             */
            accruing?: true;
            /** @description In major units of the currency or unit beside it: "45.00". */
            pending: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            available: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            debt: string;
            /** @description All that expires at the next moment at which something does. */
            nextExpiry: {
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount: string;
            } | null;
            /** @description In the order in which they are spent. */
            lots: {
                /** @description An id of ours. */
                reward: string;
                /** @description In major units of the currency or unit beside it: "45.00". */
                remaining: string;
                availableAt: string | null;
                expiresAt: string | null;
                minimumSpend: string | null;
            }[];
        };
        /** @description One transfer that touched a member's accounts. */
        WalletEntry: {
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            /** @description A currency, or a named unit such as POINTS. */
            unit: string;
            /**
             * @description Of a currency only.
             * @enum {string}
             */
            kind?: "credit" | "cash";
            /**
             * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
             * @enum {boolean}
             */
            accruing?: true;
            /** @description In major units of the currency or unit beside it: "45.00". */
            amount: string;
            from: string;
            to: string;
            reward: string | null;
            reason: string;
            /** @description The record that made it: GET /v1/events/{id}/explanation. */
            event: string;
        };
        /** @description A use of value. */
        Redemption: {
            /** @description An id of ours. */
            id: string;
            /** @enum {string} */
            use: "spend" | "payout" | "coupon" | "exchange";
            /** @description A currency, or a named unit such as POINTS. */
            unit?: string;
            /**
             * @description Of a currency only.
             * @enum {string}
             */
            kind?: "credit" | "cash";
            /**
             * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
             * @enum {boolean}
             */
            accruing?: true;
            /** @description In major units of the currency or unit beside it: "45.00". */
            amount?: string;
            subject: string | null;
            /** @enum {string} */
            state: "done" | "cancelled";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            lots: {
                /** @description An id of ours. */
                reward: string;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
            }[];
        };
        /** @description Cash that one member can be paid out now. */
        DuePayout: {
            member: string | null;
            name: string | null;
            /** @description Where it is paid to. */
            payout: string | null;
            currency: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            amount: string;
        };
        /** @description A member's part in one program, and what they share. */
        Enrolment: {
            /** @description An id of ours. */
            program: string;
            handle: string;
            /**
             * @description Of the program.
             * @enum {string}
             */
            status?: "running" | "paused" | "ended";
            code: string;
            /** @enum {string} */
            codeStatus: "active" | "disabled";
            link: string;
            /** @description The link with places for the channel and the placement. */
            linkTemplate: string;
            qr: {
                svg: string;
                png: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            joinedAt: string;
            /** @description The latest version of the program to whose terms the member has agreed; null for none. */
            termsAccepted: number | null;
            /** @description The version in force, as long as its terms say something else than those that the member agreed to; null where there is nothing to agree to. */
            termsToAccept: number | null;
        };
        /** @description A person known to the workspace by the business's own id. */
        Member: {
            /** @description The business's own id; null where it may not be told or was erased. */
            id: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            joinedAt: string;
            email: string | null;
            phone: string | null;
            name: string | null;
            address: (string | {
                line1?: string;
                line2?: string;
                city?: string;
                region?: string;
                postalCode?: string;
                country?: string;
            }) | null;
            traits: {
                [key: string]: unknown;
            };
            purchases: number;
            firstPurchaseAt: string | null;
            lastSeenAt: string | null;
            enrolments: components["schemas"]["Enrolment"][];
        };
        /** @description The terms to which a member has agreed. */
        AcceptedTerms: {
            program: string;
            version: number;
        };
        /** @description How others see a member. */
        MemberShown: {
            /** @description By which the member is shown where `named`; null where none is known. */
            name: string | null;
            /** @description Whether others learn the name. */
            named: boolean;
            /** @description Whether the member is on leaderboards. */
            onBoards: boolean;
            /** @description Whether the feed of what just happened tells of the member. */
            inFeed: boolean;
        };
        /** @description One of a member's codes. */
        MemberCode: {
            /** @description An id of ours. */
            program: string;
            handle: string;
            code: string;
            link: string;
            /** @enum {string} */
            status: "active" | "disabled";
            expiresAt: string | null;
            channel: string | null;
            placement: string | null;
            /** @description The reward that gave it; null for any other code. */
            reward: string | null;
            /** @description Of a code that a reward gave: how many friends can still come by it as by what was given. */
            usesLeft: number | null;
            /** @description The one that the member shows first. */
            isFirst: boolean;
        };
        /** @description What a member's own page shows. It says nothing about other people. */
        MemberSummary: {
            id: string;
            programs: {
                /** @description An id of ours. */
                program: string;
                handle: string;
                code: string;
                counts: {
                    signed_up: number;
                    qualified: number;
                    converted: number;
                };
                /** @description How many referrals are in each state. */
                states: {
                    [key: string]: number;
                };
                cards: {
                    [key: string]: {
                        /** @description On the present card. */
                        stamps: number;
                        slots: number;
                        /** @description How often a card was filled. */
                        full: number;
                        /** @description Whether the present card is full. */
                        done: boolean;
                        /** @description When a card that is not full by then is over. */
                        overAt: string | null;
                    };
                };
                badges: string[];
                /** @description Of badges that were earned more than once: how often. */
                badgeTimes: {
                    [key: string]: number;
                };
                /** @description By level: where the member stands. A step that was reached is never lost. */
                levels: {
                    [key: string]: {
                        /** @description The step that was reached; null before the lowest. */
                        step: string | null;
                        /** @description What counts by now: referrals, or how much of a unit was ever earned, less what was taken back. */
                        counted: string;
                        next: {
                            step: string;
                            atLeast: string;
                            missing: string;
                        } | null;
                    };
                };
                /** @description Boosters that make the member's amounts larger now. */
                boosters: {
                    /** @description An id of ours. */
                    reward: string;
                    multiplyBy: string;
                    /** @description The rules whose amounts it multiplies; null: all. */
                    rules: string[] | null;
                    /** @description The kinds of rewards that it multiplies; null: all. */
                    kinds: string[] | null;
                    /** Format: date-time */
                    until: string;
                }[];
                /** @description By streak: how it stands now. */
                streaks: {
                    [key: string]: {
                        /** @description How many are in a row; 0 when it is over. */
                        length: number;
                        /** @description The longest that there was. */
                        best: number;
                        /** @description How many may still be missed. */
                        freezes: number;
                        aliveUntil: string | null;
                    };
                };
                /** @description By tier: the step on which the member is; tiers without one are left out. */
                tiers: {
                    [key: string]: {
                        step: string;
                        /**
                         * Format: date-time
                         * @description When the period is over and it is told whether the step stays.
                         */
                        measuredAgainAt: string;
                        /** @description In the last days of a period, where the tier has warnDays: the step that is left when it ends as things stand (null for none), and what is missing to keep the present one. Null when nothing will be lost. */
                        atRisk: {
                            fallsTo: string | null;
                            missing: string;
                        } | null;
                    };
                };
                /** @description Each in its present time. */
                challenges: {
                    /** @description The challenge's id in the program. */
                    challenge: string;
                    name: string;
                    description: string | null;
                    /**
                     * Format: date-time
                     * @description ISO 8601 in UTC.
                     */
                    from: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601 in UTC.
                     */
                    until: string;
                    /** @enum {string} */
                    state: "upcoming" | "running" | "over";
                    /** @description Whether it is only for members who join it. */
                    optIn: boolean;
                    joinedAt: string | null;
                    /** @description In this time. */
                    completed: boolean;
                    /** @description All of them are needed. */
                    steps: {
                        name: string | null;
                        /** @description The type of event that counts. */
                        event: string;
                        /** @enum {string} */
                        of: "member" | "friends";
                        /** @description How many, or how much, there is by now. */
                        done: string;
                        needed: string;
                        met: boolean;
                    }[];
                    /** @description For challenges that squads take up together: what is done is then what all of the member's squad have done. Null for others. */
                    squad: {
                        /** @description So many members are needed. */
                        min: number;
                        /** @description There can be so many. */
                        max: number;
                        /** @description The member's in the present time; null as long as they are in none. */
                        mine: {
                            /** @description By which others join it. */
                            code: string;
                            /** @description In the order in which they joined. */
                            members: {
                                /** @description As they agreed to be named, else a pseudonym. */
                                name: string;
                                /** @description Whether it is the member who is asked about. */
                                you: boolean;
                            }[];
                        } | null;
                    } | null;
                    /** @description What is to be handed in; null where nothing is. */
                    proof: {
                        /** @enum {string} */
                        by: "link" | "text" | "picture";
                        /**
                         * @description It is not time for it: steps are missing, or the time is over; it is to be handed in; it waits to be looked at; it was accepted; or refused, and can be handed in again. Of the challenge's time before the present one as long as something can be handed in for it.
                         * @enum {string}
                         */
                        state: "not_yet" | "wanted" | "waiting" | "accepted" | "refused";
                        /** @description Why it was answered so. */
                        reason: string | null;
                        /** @description Until when something can be handed in; null where nothing can. */
                        until: string | null;
                    } | null;
                }[];
                /** @description Where the member stands on the program's waiting list; null for who never had to wait. */
                waitingList: {
                    joiningNumber: number;
                    /** @description 1 is who is admitted next; null once admitted. */
                    place: number | null;
                    /** @description How many wait behind the member. */
                    behind: number | null;
                    /** @description So many places up, less those that were taken back. */
                    placesGained: number | null;
                    /** @description Null as long as the member waits. */
                    admittedAt: string | null;
                    /** @description How many places a referral moves the member up when it reaches the stage, whatever else is true. */
                    perFriend: {
                        stage: string;
                        places: number;
                    }[];
                } | null;
                /** @description Where the member stands in runs that are not frozen. */
                leaderboards: {
                    board: string;
                    run: string;
                    place: number;
                    size: number;
                    score: string;
                    unit: string | null;
                }[];
            }[];
            wallet: components["schemas"]["Purse"][];
            /** @description Ten of the sixty latest, those that can be used first. Stamps, badges and places in the queue are told of by the programs instead. */
            rewards: components["schemas"]["Reward"][];
            /** @description Of the program that was asked for; null where none was. */
            portal: components["schemas"]["Portal"] | null;
        };
        /** @description A link that signs a member in. */
        SignInLink: {
            /** @description Whoever opens it first is signed in as the member: send it to nobody else. */
            link: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string;
        };
        /** @description A session of a member. */
        MemberSession: {
            /** @description Send it as Authorization: Bearer …. It is in this answer and nowhere else. */
            session: string;
            /** @description The business's own id of the member: their things are under /v1/members/{externalId}. */
            member: string;
            /**
             * Format: date-time
             * @description Unless it is used before: then it goes on.
             */
            expiresAt: string;
        };
        /** @description What becomes of referrals that go over to the version in force. */
        MigrationReport: {
            /** @description An id of ours. */
            program: string;
            /** @description The version in force. */
            version: number;
            /** @description How many go over, or went. */
            migrated: {
                /** @description The version that holds for them. */
                version: number;
                /** @description Referrals. */
                count: number;
            }[];
            /** @description How many stay where they are. */
            kept: {
                /** @description The version that holds for them. */
                version: number;
                /** @description In one word. */
                why: string;
                sentence: string;
                /** @description Referrals. */
                count: number;
            }[];
            /** @description What the terms promise otherwise than each of those versions. */
            promises: {
                /** @description The version that holds for them. */
                version: number;
                changes: {
                    /** @enum {string} */
                    change: "added" | "removed";
                    sentence: string;
                }[];
            }[];
            /** @description Where they get to on the way: a goal that is another one now is counted anew from what the friends have done. */
            stages: {
                stage: string;
                /** @description Referrals. */
                count: number;
            }[];
            /** @description Of those that go over: whose time is over by the version in force. */
            expiring: number;
            /** @description What is given on the way. */
            given: {
                rule: string;
                grant: string;
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                /** @description Rewards. */
                count: number;
            }[];
            /** @description What was written. Null where nothing was to be. */
            written: {
                records: number;
                referrals: number;
            } | null;
        };
        /** @description A line of a migration: how far it is; the last one has the report, or why there is none. */
        MigrationLine: {
            progress?: {
                /** @description Records. */
                written: number;
                of: number;
            };
            report?: components["schemas"]["MigrationReport"];
            error?: {
                code: string;
                detail: string;
            };
        };
        /** @description A picture that was uploaded, as it is kept. */
        Picture: {
            /** @description Name it where the picture is wanted. */
            id: string;
            /** @description In pixels. */
            width: number;
            /** @description In pixels. */
            height: number;
        };
        /** @description A device on which a member is told what happens to them. */
        PushSubscription: {
            /** @description An id of ours. */
            id: string;
            /** @description Of which program: its id. */
            program: string;
            /** @description The host of the browser's push service; null where the member was erased. */
            service: string | null;
            /** @enum {string} */
            language: "en" | "ru";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            since: string;
        };
        /** @description What one unit of a currency is worth in another, from a moment on until the next one. */
        ExchangeRate: {
            from: string;
            to: string;
            rate: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            inForceFrom: string;
        };
        /** @description The rates that were kept. */
        RatesAnswer: {
            rates: components["schemas"]["ExchangeRate"][];
            /** @description Events that had waited for these rates and were decided now. */
            decided: number;
        };
        /** @description What rules give for what has happened, as it stands now. */
        ReevaluationReport: {
            /** @description An id of ours. */
            program: string;
            /** @description Whose rules were asked. */
            version: number;
            /** @description Ids of those that were asked. */
            rules: string[];
            from: string | null;
            to: string | null;
            /** @description That were read. */
            records: number;
            tell: boolean;
            /** @description What would be given, or was, with what follows from it; by rule, grant and unit. */
            given: {
                rule: string;
                grant: string;
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                /** @description Rewards. */
                count: number;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
            }[];
            /** @description Who gain. */
            members: number;
            /** @description By unit: how many gain, and who the most. */
            gains: {
                /** @description A currency, or a named unit such as POINTS. */
                unit: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                members: number;
                most: {
                    /** @description The business's own id; null where it may not be told or was erased. */
                    member: string | null;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    amount: string;
                }[];
            }[];
            /** @description What the rules would have given then and cannot now. */
            missed: {
                rule: string;
                /** @description Null where the whole rule gives nothing. */
                grant: string | null;
                /** @description In one word. */
                why: string;
                /** @description In the language that was asked for. */
                sentence: string;
                count: number;
            }[];
            /** @description What the rules have given, and would give otherwise now: it stays as it is. */
            kept: {
                rule: string;
                grant: string;
                /** @enum {string} */
                type: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description A currency, or a named unit such as POINTS. */
                unit?: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                /** @description Rewards. */
                count: number;
                /** @description In major units of the currency or unit beside it: "45.00". */
                amount?: string;
                /** @enum {string} */
                change: "more" | "less" | "none";
                /** @description By how much the sum would be another. */
                by?: string;
            }[];
            /** @description One of each kind, sentence by sentence. */
            examples: string[][];
            /** @description What was written: less than `given` where something came between. Null where nothing was to be. */
            written: {
                records: number;
                rewards: number;
            } | null;
        };
        /** @description A line of a re-evaluation: how far it is; the last one has the report, or why there is none. */
        ReevaluationLine: {
            progress?: {
                /** @description That were read. */
                records?: number;
                /** @description Records that were written. */
                written?: number;
                of: number;
            };
            report?: components["schemas"]["ReevaluationReport"];
            error?: {
                code: string;
                detail: string;
            };
        };
        /** @description One call of the Segment protocol. */
        SegmentMessage: {
            /**
             * @description What belongs to the type stands beside it.
             * @enum {string}
             */
            type: "identify" | "track" | "page" | "screen" | "group" | "alias";
            /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
            messageId: string;
            /** @description Your own id of the person. Without it the call is ignored. */
            userId?: string | null;
            /** @description When it happened, by the client's clock. */
            timestamp?: string;
            /** @description What the client knows besides: traits, campaign and page are read. */
            context?: {
                [key: string]: unknown;
            };
            /** @description email, phone, name (or firstName and lastName), address, and traits of your own. */
            traits?: {
                [key: string]: unknown;
            };
            /** @description What happened, such as Order Completed. */
            event?: string;
            /** @description Of the event, as Segment's e-commerce spec names them. */
            properties?: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A tenth of the runs is below p10, half below p50, nine tenths below p90. */
        CountSpread: {
            p10: number;
            p50: number;
            p90: number;
            mean: number;
        };
        /** @description As CountSpread, as decimal texts in major units of the currency or unit beside it. */
        MoneySpread: {
            /** @description In major units of the currency or unit beside it: "45.00". */
            p10: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            p50: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            p90: string;
            /** @description In major units of the currency or unit beside it: "45.00". */
            mean: string;
        };
        /** @description The forecast of a program before it runs. Money is in `currency`. */
        Forecast: {
            /** @description The handle. */
            program: string;
            /** @description Of the document. */
            hash: string;
            currency: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            startsOn: string;
            runs: number;
            /** @description With it, the same assumptions, document and start give the same forecast. */
            seed: number;
            /** @description How much of the population was played in each run. */
            sampling: {
                membersPerRun: number;
                /** @description Of all members; what comes of them is scaled up. */
                part: number;
                /** @description Of those among them who share nothing, where members' own events earn something; each stands for so many more. */
                passivePart: number;
                /** @description The standard error of the new customers of a run that this adds, as part of their mean. */
                newCustomersError: number;
                /** @description The same of the net. */
                netError: number;
                /** @description The part of the runs that would have grown without end and were cut: their numbers are too low. */
                cutRuns: number;
            };
            /** @description What was assumed, defaults included. */
            assumptions: {
                /** @enum {string} */
                industry: "retail" | "fashion" | "beauty" | "food" | "electronics" | "pets" | "software" | "services" | "fitness" | "travel" | "education" | "finance" | "telecom";
                /** @description The horizon. What happens after it, good or bad, is not counted. */
                months: number;
                /** @description Customers when the program starts. */
                members: number;
                /** @description New customers a month who would come without the program. */
                newMembersPerMonth: number;
                /** @description Of all customers, those who ever come upon the program. */
                reachRate: number;
                /** @description Of those who come upon it, those who share. */
                shareRate: number;
                /** @description From becoming a customer (or the start) to sharing, on average; exponential. */
                shareDelayDays: number;
                /** @description Invitations of one sharer, on average; geometric, so that few send many. */
                invitationsPerSharer: number;
                /** @description Of invitations, those whose link is opened. */
                visitRate: number;
                /** @description Of visitors, those who sign up. */
                signUpRate: number;
                /** @description From the invitation to the visit, and from the visit to the sign-up, on average each; exponential. */
                visitDelayDays: number;
                /** @description Of friends who signed up, those who buy a first time. */
                purchaseRate: number;
                /** @description From the sign-up to the first purchase, on average; exponential. */
                purchaseDelayDays: number;
                /** @description Of purchases, those after which there is another one. */
                repeatRate: number;
                /** @description From one purchase to the next, on average; exponential. */
                repeatDelayDays: number;
                /** @description What an order is worth, on average, before the program's discounts. */
                orderValue: string;
                /** @description How far orders differ: standard deviation divided by mean; log-normal. */
                orderValueSpread: number;
                /** @description Of revenue, what is left after the cost of what was sold. */
                grossMargin: number;
                /** @description Of orders, those that are returned whole. */
                returnRate: number;
                /** @description From an order to its return, on average; exponential. */
                returnDelayDays: number;
                /** @description Of customers by referral, those who would not have come otherwise. */
                incrementalRate: number;
                /** @description Of sign-ups, those by which a sharer refers oneself with a second account. Half of them use the same e-mail and phone as well. */
                fraudRate: number;
                /** @description Of honest sign-ups, those at the sharer's own address: one household. */
                sharedAddressRate: number;
                /** @description Of rewards that wait for their recipient, those claimed or chosen in time; at once. */
                claimRate: number;
                /** @description Of rewards that are available, those that are used; the others expire or stay. */
                redemptionRate: number;
                /** @description From available to used, on average; exponential. A friend's coupon is used at the friend's next order. */
                redemptionDelayDays: number;
                /** @description How long a person takes to answer a review. The answer is taken as right: fraud is refused, all else honoured. */
                reviewDelayDays: number;
                /** @description Orders a year of a customer, where the program rewards members' own events. They are never counted as revenue. */
                ordersPerYear: number;
                /** @description What the program costs a month besides its rewards. */
                monthlyCost: string;
                /** @description The window of the K-factor, from becoming a customer (or the start). */
                kWindowDays: number;
                /** @description How well the rates are known: each run multiplies what is uncertain by a factor of mean 1 with this standard deviation. 0: they are exact. */
                uncertainty: number;
                /** @description A factor for each calendar month, January first. */
                seasonality: number[];
                unitValues: {
                    [key: string]: string;
                };
                optionShares: {
                    [key: string]: number;
                };
            };
            /** @description People and things on the way, each counted once. */
            stages: {
                customers: components["schemas"]["CountSpread"];
                sharers: components["schemas"]["CountSpread"];
                invitations: components["schemas"]["CountSpread"];
                visits: components["schemas"]["CountSpread"];
                signedUp: components["schemas"]["CountSpread"];
                qualified: components["schemas"]["CountSpread"];
                converted: components["schemas"]["CountSpread"];
                inReview: components["schemas"]["CountSpread"];
                rejected: components["schemas"]["CountSpread"];
                expired: components["schemas"]["CountSpread"];
                reversed: components["schemas"]["CountSpread"];
            };
            newCustomers: components["schemas"]["CountSpread"];
            incrementalCustomers: components["schemas"]["CountSpread"];
            /** @description Customers won within the window ÷ customers who had the whole window; null where nobody had. */
            kFactor: {
                windowDays: number;
                p10: number | null;
                p50: number | null;
                p90: number | null;
                mean: number | null;
            };
            revenue: components["schemas"]["MoneySpread"];
            incrementalRevenue: components["schemas"]["MoneySpread"];
            margin: components["schemas"]["MoneySpread"];
            rewardCost: components["schemas"]["MoneySpread"];
            fraudCost: components["schemas"]["MoneySpread"];
            programCost: components["schemas"]["MoneySpread"];
            net: components["schemas"]["MoneySpread"];
            /** @description Null where there was no cost. */
            returnOnInvestment: {
                p10: number;
                p50: number;
                p90: number;
                mean: number;
            } | null;
            /** @description Null where nobody was won. */
            costPerIncrementalCustomer: components["schemas"]["MoneySpread"] | null;
            liability: components["schemas"]["MoneySpread"];
            breakEvenMonth: {
                /** @description From 1; null is not within the horizon. */
                p10: number | null;
                /** @description From 1; null is not within the horizon. */
                p50: number | null;
                /** @description From 1; null is not within the horizon. */
                p90: number | null;
                /** @description That it comes within the horizon. */
                chance: number;
            };
            /** @description The part of the runs that cost more; null without a budget. */
            chanceOverBudget: number | null;
            budget: string | null;
            rewards: {
                rule: string;
                grant: string;
                /** @description credit, cash, points, units, coupon, badge, stamp, … */
                kind: string;
                made: components["schemas"]["CountSpread"];
                unit: string | null;
                /** @description Less what was taken back and what expired; null without a unit. */
                amount: components["schemas"]["MoneySpread"] | null;
                /** @description In the program's currency; null where nobody has said what the unit is worth. */
                cost: components["schemas"]["MoneySpread"] | null;
            }[];
            /** @description What members hold and have used at the end, by unit. */
            units: {
                /** @description A currency, or a named unit such as POINTS. */
                unit: string;
                /**
                 * @description Of a currency only.
                 * @enum {string}
                 */
                kind?: "credit" | "cash";
                /**
                 * @description What is still collected, in parts finer than the unit has: it is paid at the end of a period.
                 * @enum {boolean}
                 */
                accruing?: true;
                pending: components["schemas"]["MoneySpread"];
                available: components["schemas"]["MoneySpread"];
                used: components["schemas"]["MoneySpread"];
                unrecovered: components["schemas"]["MoneySpread"];
            }[];
            months: {
                /** @description Year and month: 2026-09. */
                month: string;
                newCustomers: components["schemas"]["CountSpread"];
                revenue: components["schemas"]["MoneySpread"];
                margin: components["schemas"]["MoneySpread"];
                cost: components["schemas"]["MoneySpread"];
                netSoFar: components["schemas"]["MoneySpread"];
            }[];
            /** @description Each assumption a fifth lower and a fifth higher, the strongest first. */
            drivers: {
                assumption: string;
                low: {
                    /** @description A decimal text of money. */
                    value: number | string;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    net: string;
                    newCustomers: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    cost: string;
                };
                high: {
                    /** @description A decimal text of money. */
                    value: number | string;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    net: string;
                    newCustomers: number;
                    /** @description In major units of the currency or unit beside it: "45.00". */
                    cost: string;
                };
                /** @description In major units of the currency or unit beside it: "45.00". */
                swing: string;
            }[];
            /** @description How large the rewards may be, if people act alike whatever they get. */
            breakEvenReward: {
                /**
                 * @description at: found. no_cost: the rewards cost nothing in money. never: it loses without rewards too. beyond: it earns even at 64 times.
                 * @enum {string}
                 */
                kind: "at" | "no_cost" | "never" | "beyond";
                /** @description By which all rewards can be multiplied until the return on investment is 0. */
                factor: number | null;
                /** @description What a customer may then cost. */
                costPerIncrementalCustomer: string | null;
            };
        };
        /** @description What a member says about a program. */
        Testimonial: {
            /** @description The business's own id; null where it may not be told or was erased. */
            member: string | null;
            /**
             * @description It waits to be looked at, is shown to others, is not, or was withdrawn by the member.
             * @enum {string}
             */
            state: "waiting" | "shown" | "refused" | "withdrawn";
            /** @description Null where the member was erased. */
            words: string | null;
            rating: number | null;
            /** @description The id of a picture of the member, for GET /v1/members/{externalId}/pictures/{picture}. */
            picture: string | null;
            /** @description Why it was answered so. */
            reason: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            writtenAt: string;
            /** @description The record that made it: GET /v1/events/{id}/explanation. */
            event: string;
        };
        /** @description What everybody may see of a program. */
        SocialProof: {
            /** @description Those that the program shows and that have reached ten. */
            counters: {
                /** @enum {string} */
                what: "members" | "friends" | "badges";
                /** @description The last of 10, 20, 50, 100, 200, 500, … that was reached. */
                atLeast: number;
                sentence: string;
            }[];
            /** @description Of members who agreed to it, the latest first. */
            feed: {
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
                sentence: string;
            }[];
            /** @description Those that the owner shows, the latest first. */
            testimonials: {
                /** @description As the member agreed; null for no name. */
                name: string | null;
                words: string;
                rating: number | null;
                /** @description The address of a PNG of at most 1,000 pixels a side. */
                picture: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                writtenAt: string;
            }[];
        };
        /** @description Somebody who waits. */
        WaitingMember: {
            /** @description 1 is who is admitted next. */
            place: number;
            /** @description Null for who is not known any more. */
            member: (string | null) | null;
            joiningNumber: number;
            /** @description So many places up, less those that were taken back. */
            placesGained: number;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            joinedAt: string;
        };
        /** @description A page of those who wait, the first in front. */
        WaitingListPage: {
            /** @description An id of ours. */
            program: string;
            /** @description How many wait. */
            size: number;
            data: components["schemas"]["WaitingMember"][];
            /** @description Ask again with it for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description Who was admitted from a waiting list. */
        Admission: {
            /** @description An id of ours. */
            program: string;
            /** @description How many: fewer than asked for where fewer waited. */
            admitted: number;
            /** @description In the order of the list. */
            members: ((string | null) | null)[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    post_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One event, or many. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "order-1001",
                 *       "type": "purchase",
                 *       "member": {
                 *         "id": "ben"
                 *       },
                 *       "subject": "1001",
                 *       "amount": "45.00",
                 *       "currency": "EUR"
                 *     }
                 */
                "application/json": components["schemas"]["Event"] | components["schemas"]["EventBatch"];
            };
        };
        responses: {
            /** @description To one event its result; to a batch one for each, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAnswer"];
                };
            };
        };
    };
    post_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batch": [
                 *         {
                 *           "type": "identify",
                 *           "messageId": "msg-1",
                 *           "userId": "ben",
                 *           "traits": {
                 *             "email": "ben@example.com",
                 *             "name": "Ben"
                 *           }
                 *         },
                 *         {
                 *           "type": "track",
                 *           "messageId": "msg-2",
                 *           "userId": "ben",
                 *           "event": "Order Completed",
                 *           "properties": {
                 *             "order_id": "1001",
                 *             "total": 45,
                 *             "currency": "EUR"
                 *           }
                 *         }
                 *       ],
                 *       "sentAt": "2026-03-01T12:30:00.000Z"
                 *     }
                 */
                "application/json": {
                    batch: components["schemas"]["SegmentMessage"][];
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                    /** @description Holds for every call that does not say otherwise. */
                    context?: {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    post_identify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "msg-1",
                 *       "userId": "ben",
                 *       "traits": {
                 *         "email": "ben@example.com",
                 *         "name": "Ben"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
                    messageId: string;
                    /** @description Your own id of the person. Without it the call is ignored. */
                    userId?: string | null;
                    /** @description When it happened, by the client's clock. */
                    timestamp?: string;
                    /** @description What the client knows besides: traits, campaign and page are read. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description email, phone, name (or firstName and lastName), address, and traits of your own. */
                    traits?: {
                        [key: string]: unknown;
                    };
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    post_track: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "msg-2",
                 *       "userId": "ben",
                 *       "event": "Order Completed",
                 *       "properties": {
                 *         "order_id": "1001",
                 *         "total": 45,
                 *         "currency": "EUR"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
                    messageId: string;
                    /** @description Your own id of the person. Without it the call is ignored. */
                    userId?: string | null;
                    /** @description When it happened, by the client's clock. */
                    timestamp?: string;
                    /** @description What the client knows besides: traits, campaign and page are read. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description What happened, such as Order Completed. */
                    event: string;
                    /** @description Of the event, as Segment's e-commerce spec names them. */
                    properties?: {
                        [key: string]: unknown;
                    };
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    post_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "msg-1",
                 *       "userId": "ben",
                 *       "name": "Start"
                 *     }
                 */
                "application/json": {
                    /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
                    messageId: string;
                    /** @description Your own id of the person. Without it the call is ignored. */
                    userId?: string | null;
                    /** @description When it happened, by the client's clock. */
                    timestamp?: string;
                    /** @description What the client knows besides: traits, campaign and page are read. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    post_screen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "msg-1",
                 *       "userId": "ben",
                 *       "name": "Start"
                 *     }
                 */
                "application/json": {
                    /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
                    messageId: string;
                    /** @description Your own id of the person. Without it the call is ignored. */
                    userId?: string | null;
                    /** @description When it happened, by the client's clock. */
                    timestamp?: string;
                    /** @description What the client knows besides: traits, campaign and page are read. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    post_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "msg-1",
                 *       "userId": "ben",
                 *       "groupId": "g-1"
                 *     }
                 */
                "application/json": {
                    /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
                    messageId: string;
                    /** @description Your own id of the person. Without it the call is ignored. */
                    userId?: string | null;
                    /** @description When it happened, by the client's clock. */
                    timestamp?: string;
                    /** @description What the client knows besides: traits, campaign and page are read. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    post_alias: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "msg-1",
                 *       "userId": "ben",
                 *       "previousId": "anonymous-7"
                 *     }
                 */
                "application/json": {
                    /** @description Identifies the call for ever: sent again it is answered alike and does nothing. */
                    messageId: string;
                    /** @description Your own id of the person. Without it the call is ignored. */
                    userId?: string | null;
                    /** @description When it happened, by the client's clock. */
                    timestamp?: string;
                    /** @description What the client knows besides: traits, campaign and page are read. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description When the request was sent, by the client's clock: it tells how far that clock is off. */
                    sentAt?: string;
                    /** @description Not read: the key is taken from the Authorization header. */
                    writeKey?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The results of the calls, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentAnswer"];
                };
            };
        };
    };
    get_events_id_explanation: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description evt_ and the record's number.
                 * @example evt_12
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why an event had its result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventExplanation"];
                };
            };
        };
    };
    get_rewards_id_explanation: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why there is a reward. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardExplanation"];
                };
            };
        };
    };
    get_members_externalId_rewards_id_explanation: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why there is a reward. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardExplanation"];
                };
            };
        };
    };
    get_referrals_id_explanation: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description A referral.
                 * @example ref_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of a referral, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralExplanation"];
                };
            };
        };
    };
    get_members_externalId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A person known to the workspace by the business's own id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    put_members_externalId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "anna@example.com",
                 *       "name": "Anna",
                 *       "programs": [
                 *         "spring-friends"
                 *       ]
                 *     }
                 */
                "application/json": {
                    email?: string;
                    /** @description Best with its country code: +49 151 12345678. */
                    phone?: string;
                    name?: string;
                    /** @description A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code). */
                    address?: string | {
                        line1?: string;
                        line2?: string;
                        city?: string;
                        region?: string;
                        postalCode?: string;
                        country?: string;
                    };
                    /** @description Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed. */
                    payout?: string;
                    traits?: {
                        [key: string]: unknown;
                    };
                    /** @description Programs to take part in; leaving is not done by leaving one out. */
                    programs?: string[];
                    /** @description The member has agreed to the terms of this version of a program that they take part in. Kept for ever, with its moment. */
                    accepted?: {
                        /**
                         * @description A program, by its id or its handle.
                         * @example spring-friends
                         */
                        program: string;
                        /**
                         * @description Versions are counted from 1.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
        };
        responses: {
            /** @description A person known to the workspace by the business's own id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    get_members: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Member"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_members: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         {
                 *           "id": "anna",
                 *           "programs": [
                 *             "spring-friends"
                 *           ]
                 *         },
                 *         {
                 *           "id": "ben"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    members: {
                        /**
                         * @description The business's own id of the person.
                         * @example anna
                         */
                        id: string;
                        email?: string;
                        /** @description Best with its country code: +49 151 12345678. */
                        phone?: string;
                        name?: string;
                        /** @description A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code). */
                        address?: string | {
                            line1?: string;
                            line2?: string;
                            city?: string;
                            region?: string;
                            postalCode?: string;
                            country?: string;
                        };
                        /** @description Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed. */
                        payout?: string;
                        traits?: {
                            [key: string]: unknown;
                        };
                        /** @description Programs to take part in; leaving is not done by leaving one out. */
                        programs?: string[];
                        /** @description The member has agreed to the terms of this version of a program that they take part in. Kept for ever, with its moment. */
                        accepted?: {
                            /**
                             * @description A program, by its id or its handle.
                             * @example spring-friends
                             */
                            program: string;
                            /**
                             * @description Versions are counted from 1.
                             * @example 1
                             */
                            version: number;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            id: string;
                            /** @enum {string} */
                            status: "done" | "failed";
                            member?: components["schemas"]["Member"] | null;
                            code?: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                problem: string;
                                remedy: string;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    post_members_externalId_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "into": "anna",
                 *       "reason": "She signed up again with her new e-mail address."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    into: string;
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description A person known to the workspace by the business's own id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    get_members_externalId_summary: {
        parameters: {
            query?: {
                /**
                 * @description Adds all that the portal of this program shows, in words.
                 * @example spring-friends
                 */
                program?: string;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a member's own page shows. It says nothing about other people. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberSummary"];
                };
            };
        };
    };
    post_members_externalId_sign_in_links: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The program's handle: its name in links.
                     * @example spring-friends
                     */
                    program: string;
                    /**
                     * @description The part of the portal that is shown first.
                     * @example rewards
                     */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description A link that signs a member in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
        };
    };
    post_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "signIn": "4w8kq2n7c1x9d3b6m5zr4w8kq2n7c1x9"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The program's handle: its name in links.
                     * @example spring-friends
                     */
                    program: string;
                    /** @description The secret of a sign-in link. It works once. */
                    signIn?: string;
                    /** @description A member's token of this program's workspace. */
                    memberToken?: string;
                };
            };
        };
        responses: {
            /** @description A session of a member. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberSession"];
                };
            };
        };
    };
    delete_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    delete_members_externalId_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many sessions. */
                        ended: number;
                    };
                };
            };
        };
    };
    post_portals_handle_sign_in_mails: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "anna@example.com",
                 *       "language": "en"
                 *     }
                 */
                "application/json": {
                    /** @description As the member writes it. */
                    email: string;
                    /** @description The language of the sentences; Accept-Language unless said. */
                    language?: "en" | "ru";
                };
            };
        };
        responses: {
            /** @description If it is a member's address, the mail is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        accepted: true;
                    };
                };
            };
        };
    };
    get_members_externalId_codes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MemberCode"][];
                    };
                };
            };
        };
    };
    post_members_externalId_codes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "code": "TEA-WITH-ANNA",
                 *       "channel": "poster"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A program, by its id or its handle.
                     * @example spring-friends
                     */
                    program: string;
                    /**
                     * @description 4 to 24 Latin letters and digits, dashes between them. Without it a code is made.
                     * @example K7P4-M2XQ
                     */
                    code?: string;
                    /** @description Counted as the channel of whoever comes by it, unless the link says another. */
                    channel?: string;
                    placement?: string;
                    /** @description True: it becomes the one that the member shows first. */
                    first?: boolean;
                };
            };
        };
        responses: {
            /** @description One of a member's codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberCode"];
                };
            };
        };
    };
    get_members_externalId_friends: {
        parameters: {
            query: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PortalFriend"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_members_externalId_rewards: {
        parameters: {
            query: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PortalReward"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_members_externalId_referrals_referral_explanation: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A referral.
                 * @example ref_4w8kq2n7c1x9d3b6m5zr
                 */
                referral: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a friend is, and what is missing for a reward. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FriendExplanation"];
                };
            };
        };
    };
    post_members_externalId_terms_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Versions are counted from 1.
                     * @example 1
                     */
                    version: number;
                };
            };
        };
        responses: {
            /** @description The terms to which a member has agreed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedTerms"];
                };
            };
        };
    };
    get_members_externalId_qr_svg: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The channel in which it is shown. */
                c?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description Pixels a side, of the PNG. */
                size?: number;
                /** @description The quiet zone around it, in modules; readers want 4. */
                margin?: number;
                /** @description How much may be hidden or torn: L 7 %, M 15 %, Q 25 %, H 30 %. */
                correction?: "L" | "M" | "Q" | "H";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    get_members_externalId_qr_png: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The channel in which it is shown. */
                c?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description Pixels a side, of the PNG. */
                size?: number;
                /** @description The quiet zone around it, in modules; readers want 4. */
                margin?: number;
                /** @description How much may be hidden or torn: L 7 %, M 15 %, Q 25 %, H 30 %. */
                correction?: "L" | "M" | "Q" | "H";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
        };
    };
    get_members_externalId_share: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a member can send to friends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"];
                };
            };
        };
    };
    get_members_externalId_poster_pdf: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The channel in which it is shown. */
                c?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description Of the words on it. */
                lang?: "en" | "ru";
                /** @description Instead of the program's name. */
                title?: string;
                /** @description Instead of the program's description. */
                about?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    get_members_externalId_poster_svg: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The channel in which it is shown. */
                c?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description Of the words on it. */
                lang?: "en" | "ru";
                /** @description Instead of the program's name. */
                title?: string;
                /** @description Instead of the program's description. */
                about?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    get_members_externalId_card_pdf: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The channel in which it is shown. */
                c?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description Of the words on it. */
                lang?: "en" | "ru";
                /** @description Instead of the program's name. */
                title?: string;
                /** @description Instead of the program's description. */
                about?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    get_members_externalId_card_svg: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description One of the member's codes; the first one unless said.
                 * @example K7P4-M2XQ
                 */
                code?: string;
                /** @description The channel in which it is shown. */
                c?: string;
                /** @description The placement, if the channel has several. */
                p?: string;
                /** @description Of the words on it. */
                lang?: "en" | "ru";
                /** @description Instead of the program's name. */
                title?: string;
                /** @description Instead of the program's description. */
                about?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    get_members_externalId_shown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How others see a member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberShown"];
                };
            };
        };
    };
    put_members_externalId_shown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Anna K",
                 *       "named": true
                 *     }
                 */
                "application/json": {
                    /** @description By which the member is shown where `named`: at most 40 characters. */
                    name?: string;
                    /** @description By name; the first name that you told where none was chosen. */
                    named?: boolean;
                    /** @description On leaderboards at all. */
                    onBoards?: boolean;
                    /** @description In the feed of what just happened. */
                    inFeed?: boolean;
                };
            };
        };
        responses: {
            /** @description How others see a member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberShown"];
                };
            };
        };
    };
    get_members_externalId_push_subscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PushSubscription"][];
                    };
                };
            };
        };
    };
    post_members_externalId_push_subscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "endpoint": "https://push.example/send/4w8kq2n7c1x9d3b6",
                 *       "keys": {
                 *         "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                 *         "auth": "BTBZMqHH6r4Tts7J_aSIgg"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A program, by its id or its handle.
                     * @example spring-friends
                     */
                    program: string;
                    /** @description The address at the browser's push service: https, of a public host. */
                    endpoint: string;
                    keys: {
                        /** @description The browser's public key, in base64url. */
                        p256dh: string;
                        /** @description The browser's secret for it, in base64url. */
                        auth: string;
                    };
                    /** @description The language of the sentences; Accept-Language unless said. */
                    language?: "en" | "ru";
                };
            };
        };
        responses: {
            /** @description A device on which a member is told what happens to them. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushSubscription"];
                };
            };
        };
    };
    delete_members_externalId_push_subscriptions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description The subscription's id.
                 * @example psh_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is sent there. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_members_externalId_badges: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member's badges, by program in its order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBadges"];
                };
            };
        };
    };
    post_members_externalId_badges_award_share: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                award: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shared": true
                 *     }
                 */
                "application/json": {
                    /** @description Whether others may see it. */
                    shared: boolean;
                    /**
                     * @description Whether the page leads on by the member's link, so that who comes by it is referred.
                     * @default true
                     */
                    withLink?: boolean;
                };
            };
        };
        responses: {
            /** @description A badge of a program, and how a member stands to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBadge"];
                };
            };
        };
    };
    get_members_externalId_challenges: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member's challenges, by program in its order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChallenges"];
                };
            };
        };
    };
    post_members_externalId_challenges_program_challenge_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a challenge of the program.
                 * @example write-three
                 */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A challenge in its present time, and how far a member is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChallenge"];
                };
            };
        };
    };
    put_members_externalId_challenges_program_challenge_proof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a challenge of the program.
                 * @example write-three
                 */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "link": "https://social.example/@anna/1"
                 *     }
                 */
                "application/json": {
                    /** @description Beginning with https://, at most 500 characters. */
                    link?: string;
                    /** @description At most 600 characters. */
                    text?: string;
                    /**
                     * @description A picture that the member has uploaded.
                     * @example pic_4w8kq2n7c1x9d3b6m5zr
                     */
                    picture?: string;
                };
            };
        };
        responses: {
            /** @description What a member has handed in as a proof for a challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeProof"];
                };
            };
        };
    };
    delete_members_externalId_challenges_program_challenge_proof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a challenge of the program.
                 * @example write-three
                 */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A challenge in its present time, and how far a member is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChallenge"];
                };
            };
        };
    };
    put_members_externalId_challenges_program_challenge_squad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a challenge of the program.
                 * @example write-three
                 */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /**
                     * @description The squad's code. Without it a new squad is made.
                     * @example K7P4-M2XQ
                     */
                    code?: string;
                };
            };
        };
        responses: {
            /** @description A challenge in its present time, and how far a member is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChallenge"];
                };
            };
        };
    };
    delete_members_externalId_challenges_program_challenge_squad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a challenge of the program.
                 * @example write-three
                 */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A challenge in its present time, and how far a member is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChallenge"];
                };
            };
        };
    };
    get_programs_program_proofs: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "waiting" | "accepted" | "refused";
                /**
                 * @description Only those of this challenge.
                 * @example write-three
                 */
                challenge?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChallengeProof"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_programs_program_challenges_challenge_proofs_externalId_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a challenge of the program.
                 * @example write-three
                 */
                challenge: string;
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "evt_12",
                 *       "answer": "accept"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The event of the proof.
                     * @example evt_12
                     */
                    event: string;
                    /** @description Whether it shows what is wanted. */
                    answer: "accept" | "refuse";
                    /** @description Why: the member reads it. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What a member has handed in as a proof for a challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeProof"];
                };
            };
        };
    };
    post_pictures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file itself, at most 5 MB. */
        requestBody: {
            content: {
                /** @example the bytes of the file */
                "image/png": string;
                /** @example the bytes of the file */
                "image/jpeg": string;
            };
        };
        responses: {
            /** @description A picture that was uploaded, as it is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picture"];
                };
            };
        };
    };
    get_pictures_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A picture that was uploaded.
                 * @example pic_4w8kq2n7c1x9d3b6m5zr
                 */
                picture: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
        };
    };
    post_members_externalId_pictures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        /** @description The file itself, at most 5 MB. */
        requestBody: {
            content: {
                /** @example the bytes of the file */
                "image/png": string;
                /** @example the bytes of the file */
                "image/jpeg": string;
            };
        };
        responses: {
            /** @description A picture that was uploaded, as it is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picture"];
                };
            };
        };
    };
    get_members_externalId_pictures_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A picture that was uploaded.
                 * @example pic_4w8kq2n7c1x9d3b6m5zr
                 */
                picture: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
        };
    };
    put_members_externalId_testimonials_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "words": "My friends thank me for it.",
                 *       "rating": 5
                 *     }
                 */
                "application/json": {
                    /** @description At most 600 characters. */
                    words: string;
                    /** @description Stars. */
                    rating?: number;
                    /**
                     * @description A picture that the member has uploaded, to be shown beside it.
                     * @example pic_4w8kq2n7c1x9d3b6m5zr
                     */
                    picture?: string;
                };
            };
        };
        responses: {
            /** @description What a member says about a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Testimonial"];
                };
            };
        };
    };
    delete_members_externalId_testimonials_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a member says about a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Testimonial"];
                };
            };
        };
    };
    get_programs_program_testimonials: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "waiting" | "shown" | "refused" | "withdrawn";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Testimonial"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_programs_program_testimonials_externalId_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "evt_12",
                 *       "answer": "show"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The event of the testimonial.
                     * @example evt_12
                     */
                    event: string;
                    /** @description Whether others see it. */
                    answer: "show" | "refuse";
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What a member says about a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Testimonial"];
                };
            };
        };
    };
    get_programs_program_social_proof: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What everybody may see of a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocialProof"];
                };
            };
        };
    };
    get_members_externalId_feedback: {
        parameters: {
            query?: {
                /**
                 * @description Only what was written about this program.
                 * @example spring-friends
                 */
                program?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Feedback"][];
                    };
                };
            };
        };
    };
    post_members_externalId_feedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "kind": "help",
                 *       "text": "My friend has bought something and I see no reward."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A program, by its id or its handle.
                     * @example spring-friends
                     */
                    program: string;
                    /** @description What it is. */
                    kind: "help" | "suggestion" | "rating" | "appeal" | "data_export" | "data_deletion";
                    /** @description May be left out for rating, data_export and data_deletion. */
                    text?: string;
                    /** @description Stars: for the kind rating, and only there. */
                    rating?: number;
                    /**
                     * @description What an appeal is about, and only there: one of the member's own referrals.
                     * @example ref_4w8kq2n7c1x9d3b6m5zr
                     */
                    referral?: string;
                    /**
                     * @description Instead of a referral: one of the member's own rewards.
                     * @example rwd_4w8kq2n7c1x9d3b6m5zr
                     */
                    reward?: string;
                };
            };
        };
        responses: {
            /** @description What a member has written to the business, and what they were answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
        };
    };
    get_programs_program_feedback: {
        parameters: {
            query?: {
                /** @description Only what is in this state. */
                state?: "open" | "answered" | "closed";
                /** @description Only of this kind. */
                kind?: "help" | "suggestion" | "rating" | "appeal" | "data_export" | "data_deletion";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Feedback"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_programs_program_feedback_id_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description What a member has written.
                 * @example fbk_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The reward comes two weeks after the order.",
                 *       "state": "answered"
                 *     }
                 */
                "application/json": {
                    /** @description Needed to answer; what is closed may be without. */
                    text?: string;
                    /** @description Answered, or closed. */
                    state: "answered" | "closed";
                };
            };
        };
        responses: {
            /** @description What a member has written to the business, and what they were answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
        };
    };
    post_visits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "code": "K7P4-M2XQ",
                 *       "channel": "whatsapp"
                 *     }
                 */
                "application/json": {
                    /** @description The program's handle. */
                    program: string;
                    /** @description As the friend gave it: case, blanks and look-alikes do not matter. */
                    code: string;
                    channel?: string;
                    placement?: string;
                    /** @description Your own random id of the browser's session. Without it, address and browser tell visitors apart. */
                    visitor?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The visit's id. */
                        visit: string | null;
                    };
                };
            };
        };
    };
    get_programs: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Program"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_programs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A program document: spec/program.schema.json. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": 1,
                 *       "handle": "spring-friends",
                 *       "name": "Spring friends",
                 *       "destination": "https://shop.example",
                 *       "items": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee"
                 *         }
                 *       ],
                 *       "catalogue": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee",
                 *           "price": {
                 *             "amount": "20"
                 *           },
                 *           "gives": {
                 *             "item": "coffee"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "format": 1,
                 *       "handle": "spring-friends",
                 *       "name": "Spring friends",
                 *       "destination": "https://shop.example",
                 *       "items": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee"
                 *         }
                 *       ],
                 *       "catalogue": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee",
                 *           "price": {
                 *             "amount": "20"
                 *           },
                 *           "gives": {
                 *             "item": "coffee"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/yaml": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A draft as it was saved, and what is missing for publishing. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedDraft"];
                };
            };
        };
    };
    post_programs_validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A program document: spec/program.schema.json. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": 1,
                 *       "handle": "spring-friends",
                 *       "name": "Spring friends",
                 *       "destination": "https://shop.example",
                 *       "items": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee"
                 *         }
                 *       ],
                 *       "catalogue": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee",
                 *           "price": {
                 *             "amount": "20"
                 *           },
                 *           "gives": {
                 *             "item": "coffee"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "format": 1,
                 *       "handle": "spring-friends",
                 *       "name": "Spring friends",
                 *       "destination": "https://shop.example",
                 *       "items": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee"
                 *         }
                 *       ],
                 *       "catalogue": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee",
                 *           "price": {
                 *             "amount": "20"
                 *           },
                 *           "gives": {
                 *             "item": "coffee"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/yaml": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A document that could be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
        };
    };
    get_programs_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A program and where its document stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
        };
    };
    get_programs_program_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A draft with its document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
        };
    };
    put_programs_program_draft: {
        parameters: {
            query?: {
                /** @description The one that was read; 409 when it has changed since. */
                revision?: number;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        /** @description A program document: spec/program.schema.json. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": 1,
                 *       "handle": "spring-friends",
                 *       "name": "Spring friends",
                 *       "destination": "https://shop.example",
                 *       "items": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee"
                 *         }
                 *       ],
                 *       "catalogue": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee",
                 *           "price": {
                 *             "amount": "20"
                 *           },
                 *           "gives": {
                 *             "item": "coffee"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "format": 1,
                 *       "handle": "spring-friends",
                 *       "name": "Spring friends",
                 *       "destination": "https://shop.example",
                 *       "items": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee"
                 *         }
                 *       ],
                 *       "catalogue": [
                 *         {
                 *           "id": "coffee",
                 *           "name": "A coffee",
                 *           "price": {
                 *             "amount": "20"
                 *           },
                 *           "gives": {
                 *             "item": "coffee"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/yaml": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A draft as it was saved, and what is missing for publishing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedDraft"];
                };
            };
        };
    };
    post_programs_program_validate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A document that could be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
        };
    };
    post_programs_program_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A program that was published, and whose promises that changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedProgram"];
                };
            };
        };
    };
    get_programs_program_versions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ListedVersion"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_programs_program_versions_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description Versions are counted from 1.
                 * @example 1
                 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One immutable version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
        };
    };
    get_programs_program_diff: {
        parameters: {
            query?: {
                /**
                 * @description The number of a version, or draft.
                 * @example draft
                 */
                from?: string;
                /**
                 * @description The number of a version, or draft.
                 * @example draft
                 */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What differs between two documents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diff"];
                };
            };
        };
    };
    get_programs_program_terms: {
        parameters: {
            query?: {
                /**
                 * @description Versions are counted from 1.
                 * @example 1
                 */
                version?: number;
                /** @description As in Accept-Language unless said. */
                lang?: "en" | "ru";
                /** @description As in Accept unless said. */
                format?: "json" | "markdown" | "text";
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terms. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramTerms"];
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
        };
    };
    get_programs_program_chance: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["VersionChance"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_programs_program_items: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The items of a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items"];
                };
            };
        };
    };
    post_programs_program_items_item_stock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of an item of the program.
                 * @example mug
                 */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "add": 50,
                 *       "reason": "A delivery has come."
                 *     }
                 */
                "application/json": {
                    /** @description How many more there are. */
                    add: number;
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Something that a program gives away and somebody sends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
        };
    };
    get_programs_program_leaderboards_board: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /**
                 * @description Its name; the present run unless said.
                 * @example lifetime
                 */
                run?: string;
                /** @description A value of the trait by which the board is parted, or a league. */
                partition?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a leaderboard of the program.
                 * @example reviewers
                 */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a ranking, the best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaderboardPage"];
                };
            };
        };
    };
    get_programs_program_leaderboards_board_runs: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a leaderboard of the program.
                 * @example reviewers
                 */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["BoardRun"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_programs_program_leaderboards_board_partitions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /**
                 * @description Its name; the present run unless said.
                 * @example lifetime
                 */
                run?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a leaderboard of the program.
                 * @example reviewers
                 */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["BoardPartition"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_members_externalId_leaderboards_program_board: {
        parameters: {
            query?: {
                /** @description How many of the best. */
                limit?: number;
                /**
                 * @description Its name; the present run unless said.
                 * @example lifetime
                 */
                run?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a leaderboard of the program.
                 * @example reviewers
                 */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a member stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnPlace"];
                };
            };
        };
    };
    post_members_externalId_leaderboards_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "takesPart": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description One leaderboard; all of the program unless said.
                     * @example reviewers
                     */
                    board?: string;
                    /** @description false: leave. true: come back. */
                    takesPart: boolean;
                };
            };
        };
        responses: {
            /** @description Which leaderboards of a program a member has left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardSettings"];
                };
            };
        };
    };
    get_programs_program_contests_contest: {
        parameters: {
            query?: {
                /**
                 * @description Its name.
                 * @example 2026-09
                 */
                run?: string;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A contest as everybody may see it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicContest"];
                };
            };
        };
    };
    get_members_externalId_contests: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How a member stands in contests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberContests"];
                };
            };
        };
    };
    put_members_externalId_contests_program_contest_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "link": "https://social.example/@anna/1"
                 *     }
                 */
                "application/json": {
                    /** @description Beginning with https://, at most 500 characters. */
                    link?: string;
                    /** @description At most 600 characters. */
                    text?: string;
                    /**
                     * @description A picture that the member has uploaded.
                     * @example pic_4w8kq2n7c1x9d3b6m5zr
                     */
                    picture?: string;
                };
            };
        };
        responses: {
            /** @description What a member has handed in for a contest, for whoever looks at it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContestEntry"];
                };
            };
        };
    };
    delete_members_externalId_contests_program_contest_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a member has handed in for a contest, for whoever looks at it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContestEntry"];
                };
            };
        };
    };
    put_members_externalId_contests_program_contest_vote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "entry": "ent_4w8kq2n7c1x9d3b6m5zr"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What a member has handed in for a contest.
                     * @example ent_4w8kq2n7c1x9d3b6m5zr
                     */
                    entry: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What a member has handed in for a contest.
                         * @example ent_4w8kq2n7c1x9d3b6m5zr
                         */
                        entry: string;
                    };
                };
            };
        };
    };
    get_programs_program_contests_contest_entries: {
        parameters: {
            query?: {
                /**
                 * @description Its name.
                 * @example 2026-09
                 */
                run?: string;
                /** @description Only those in this state. */
                state?: "waiting" | "accepted" | "refused";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ContestEntry"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_programs_program_contests_contest_entries_entry_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
                /**
                 * @description What a member has handed in for a contest.
                 * @example ent_4w8kq2n7c1x9d3b6m5zr
                 */
                entry: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "evt_12",
                 *       "answer": "accept"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The event of the entry.
                     * @example evt_12
                     */
                    event: string;
                    /** @description Whether it takes part. */
                    answer: "accept" | "refuse";
                    /** @description Why: the member reads it. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What a member has handed in for a contest, for whoever looks at it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContestEntry"];
                };
            };
        };
    };
    post_programs_program_contests_contest_entries_entry_mark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
                /**
                 * @description What a member has handed in for a contest.
                 * @example ent_4w8kq2n7c1x9d3b6m5zr
                 */
                entry: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "judge": "judge-1",
                 *       "mark": 8
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A short name for the judge, not personal; owner unless said.
                     * @example judge-1
                     */
                    judge?: string;
                    /** @description 10 is best. */
                    mark: number;
                };
            };
        };
        responses: {
            /** @description What a member has handed in for a contest, for whoever looks at it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContestEntry"];
                };
            };
        };
    };
    get_programs_program_contests_contest_places: {
        parameters: {
            query?: {
                /**
                 * @description Its name.
                 * @example 2026-09
                 */
                run?: string;
                /** @description A part of the leaderboard, or a league, where it has such. */
                partition?: string;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a judged contest of the program.
                 * @example best-post
                 */
                contest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A contest that a leaderboard ranks, as everybody may see it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RankedContest"];
                };
            };
        };
    };
    get_programs_program_draws: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draws of a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawList"];
                };
            };
        };
    };
    get_programs_program_draws_draw_runs_run: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a draw of the program.
                 * @example car
                 */
                draw: string;
                /**
                 * @description Its name.
                 * @example 2026-09
                 */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run of a draw. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawRun"];
                };
            };
        };
    };
    get_programs_program_draws_draw_runs_run_tickets: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The program's handle: its name in links.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a draw of the program.
                 * @example car
                 */
                draw: string;
                /**
                 * @description Its name.
                 * @example 2026-09
                 */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description The reward that they are. */
                            reward: string;
                            /** @description Tells the holders of this run apart, and leads to nobody. */
                            holder: string;
                            /** @description How many tickets. */
                            count: number;
                        }[];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_members_externalId_draws: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member's tickets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDraws"];
                };
            };
        };
    };
    get_programs_program_waiting_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of those who wait, the first in front. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingListPage"];
                };
            };
        };
    };
    post_programs_program_waiting_list_admit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "count": 100
                 *     }
                 */
                "application/json": {
                    /** @description How many. Ask again, with another key, for more. */
                    count: number;
                };
            };
        };
        responses: {
            /** @description Who was admitted from a waiting list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Admission"];
                };
            };
        };
    };
    post_programs_program_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A program and where its document stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
        };
    };
    post_programs_program_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A program and where its document stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
        };
    };
    post_programs_program_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A program and where its document stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
        };
    };
    post_programs_program_codes_code_disable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description A code in any way that people write it: case, blanks and dashes do not count.
                 * @example K7P4-M2XQ
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An id of ours. */
                        program: string;
                        code: string;
                        /** @enum {string} */
                        status: "active" | "disabled";
                    };
                };
            };
        };
    };
    post_programs_program_codes_code_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description A code in any way that people write it: case, blanks and dashes do not count.
                 * @example K7P4-M2XQ
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An id of ours. */
                        program: string;
                        code: string;
                        /** @enum {string} */
                        status: "active" | "disabled";
                    };
                };
            };
        };
    };
    get_public_programs_handle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The program's name in links.
                 * @example spring-friends
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What everybody may know of a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicProgram"];
                };
            };
        };
    };
    post_programs_program_try: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         {
                 *           "id": "anna",
                 *           "code": "TRY-ANNA"
                 *         }
                 *       ],
                 *       "events": [
                 *         {
                 *           "type": "sign_up",
                 *           "member": {
                 *             "id": "ben"
                 *           },
                 *           "code": "TRY-ANNA"
                 *         },
                 *         {
                 *           "type": "purchase",
                 *           "member": {
                 *             "id": "ben"
                 *           },
                 *           "subject": "1001",
                 *           "amount": "45.00",
                 *           "currency": "EUR"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    event?: {
                        /** @description May stay, so that an event can be copied from where it is sent; no key is used up. */
                        key?: string;
                        /** @description sign_up, purchase, refund, claim, or a type that a program declares. */
                        type: string;
                        member: {
                            /**
                             * @description The business's own id of the person.
                             * @example anna
                             */
                            id: string;
                            email?: string;
                            /** @description Best with its country code: +49 151 12345678. */
                            phone?: string;
                            name?: string;
                            /** @description A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code). */
                            address?: string | {
                                line1?: string;
                                line2?: string;
                                city?: string;
                                region?: string;
                                postalCode?: string;
                                country?: string;
                            };
                            /** @description Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed. */
                            payout?: string;
                            traits?: {
                                [key: string]: unknown;
                            };
                            /** @description What the person's device is known by. */
                            device?: string;
                        };
                        /** @description When, with date, time and offset: 2026-03-01T12:30:00Z. Now, if left out. */
                        occurredAt?: string;
                        /**
                         * @description A program, by its id or its handle, if only this one shall see the event.
                         * @example spring-friends
                         */
                        program?: string;
                        /** @description What it is about: the id of the order, booking or subscription. One subject counts once. */
                        subject?: string;
                        /** @description What was paid in all, tax and shipping included, in major units: "45.00". */
                        amount?: string;
                        /** @description ISO 4217, in capitals. Needed where the programs do not share one. */
                        currency?: string;
                        /** @description The part of the amount that is tax. */
                        tax?: string;
                        /** @description The part of the amount that is shipping. */
                        shipping?: string;
                        /** @description What was taken off before the amount, which does not hold it. */
                        discount?: string;
                        /** @description The products of the order: together not more than the amount without shipping. A refund names those that were given back by their id or their product. */
                        lines?: {
                            /** @description The line's own id, so that a refund can name it. No # at its beginning. */
                            id?: string;
                            /** @description A product, by the shop's own name or number. */
                            product?: string;
                            /** @description The categories that the product belongs to. */
                            categories?: string[];
                            /**
                             * @description How many.
                             * @default 1
                             */
                            quantity?: number;
                            /** @description What was paid for the line in all: for all its pieces, its share of the discount taken off. With tax if tax is said. */
                            amount: string;
                            /** @description The part of the line's amount that is tax; none if left out. */
                            tax?: string;
                        }[];
                        /** @description How the subject stands, for conditions: such as paid. */
                        status?: string;
                        /**
                         * @description Of a sign_up or claim: the code of who recommended, in any way that people write it.
                         * @example K7P4-M2XQ
                         */
                        code?: string;
                        /**
                         * @description Of a sign_up or claim: the coupon that the friend came with, in any way that people write it.
                         * @example K7P4-M2XQ
                         */
                        coupon?: string;
                        /** @description The visit, or visits, that the friend's browser had: bw_visit of the link. */
                        visit?: string | string[];
                        /**
                         * @description Of a sign_up or claim: the business's own id of who recommended.
                         * @example anna
                         */
                        referrer?: string;
                        /** @description Whatever else there is to tell: what a program declares can be used in its rules; all else is kept apart as personal. */
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @description Where it happened, for conditions: such as shop or app. */
                        channel?: string;
                        /** @description When it is told: the time of the decision. With the one before it, unless said; never before it. */
                        at?: string;
                    };
                    /** @description Up to 20, decided one after the other: sign up, then buy, then send back. */
                    events?: {
                        /** @description May stay, so that an event can be copied from where it is sent; no key is used up. */
                        key?: string;
                        /** @description sign_up, purchase, refund, claim, or a type that a program declares. */
                        type: string;
                        member: {
                            /**
                             * @description The business's own id of the person.
                             * @example anna
                             */
                            id: string;
                            email?: string;
                            /** @description Best with its country code: +49 151 12345678. */
                            phone?: string;
                            name?: string;
                            /** @description A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code). */
                            address?: string | {
                                line1?: string;
                                line2?: string;
                                city?: string;
                                region?: string;
                                postalCode?: string;
                                country?: string;
                            };
                            /** @description Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed. */
                            payout?: string;
                            traits?: {
                                [key: string]: unknown;
                            };
                            /** @description What the person's device is known by. */
                            device?: string;
                        };
                        /** @description When, with date, time and offset: 2026-03-01T12:30:00Z. Now, if left out. */
                        occurredAt?: string;
                        /**
                         * @description A program, by its id or its handle, if only this one shall see the event.
                         * @example spring-friends
                         */
                        program?: string;
                        /** @description What it is about: the id of the order, booking or subscription. One subject counts once. */
                        subject?: string;
                        /** @description What was paid in all, tax and shipping included, in major units: "45.00". */
                        amount?: string;
                        /** @description ISO 4217, in capitals. Needed where the programs do not share one. */
                        currency?: string;
                        /** @description The part of the amount that is tax. */
                        tax?: string;
                        /** @description The part of the amount that is shipping. */
                        shipping?: string;
                        /** @description What was taken off before the amount, which does not hold it. */
                        discount?: string;
                        /** @description The products of the order: together not more than the amount without shipping. A refund names those that were given back by their id or their product. */
                        lines?: {
                            /** @description The line's own id, so that a refund can name it. No # at its beginning. */
                            id?: string;
                            /** @description A product, by the shop's own name or number. */
                            product?: string;
                            /** @description The categories that the product belongs to. */
                            categories?: string[];
                            /**
                             * @description How many.
                             * @default 1
                             */
                            quantity?: number;
                            /** @description What was paid for the line in all: for all its pieces, its share of the discount taken off. With tax if tax is said. */
                            amount: string;
                            /** @description The part of the line's amount that is tax; none if left out. */
                            tax?: string;
                        }[];
                        /** @description How the subject stands, for conditions: such as paid. */
                        status?: string;
                        /**
                         * @description Of a sign_up or claim: the code of who recommended, in any way that people write it.
                         * @example K7P4-M2XQ
                         */
                        code?: string;
                        /**
                         * @description Of a sign_up or claim: the coupon that the friend came with, in any way that people write it.
                         * @example K7P4-M2XQ
                         */
                        coupon?: string;
                        /** @description The visit, or visits, that the friend's browser had: bw_visit of the link. */
                        visit?: string | string[];
                        /**
                         * @description Of a sign_up or claim: the business's own id of who recommended.
                         * @example anna
                         */
                        referrer?: string;
                        /** @description Whatever else there is to tell: what a program declares can be used in its rules; all else is kept apart as personal. */
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @description Where it happened, for conditions: such as shop or app. */
                        channel?: string;
                        /** @description When it is told: the time of the decision. With the one before it, unless said; never before it. */
                        at?: string;
                    }[];
                    /** @description People who are imagined to be there before. Whom an event names and nobody knows needs no mention: as always, they become members. */
                    members?: {
                        /**
                         * @description The business's own id of the person.
                         * @example anna
                         */
                        id: string;
                        email?: string;
                        /** @description Best with its country code: +49 151 12345678. */
                        phone?: string;
                        name?: string;
                        /** @description A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code). */
                        address?: string | {
                            line1?: string;
                            line2?: string;
                            city?: string;
                            region?: string;
                            postalCode?: string;
                            country?: string;
                        };
                        /** @description Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed. */
                        payout?: string;
                        traits?: {
                            [key: string]: unknown;
                        };
                        device?: string;
                        /** @description Whether they take part in the program; they do unless said. */
                        enrolled?: boolean;
                        /**
                         * @description The code that they share, for events to name; one is made unless said.
                         * @example TRY-ANNA
                         */
                        code?: string;
                    }[];
                    /** @description When the first event is told; now, unless said. Not before the log's last record. */
                    at?: string;
                    /** @description A published version by its number, the draft, or the version in force. Unless said: the draft if there is a valid one, else the version in force. */
                    version?: number | "draft" | "current";
                };
            };
        };
        responses: {
            /** @description What would happen. Nothing was written, and no key was used. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialAnswer"];
                };
            };
        };
    };
    post_programs_program_simulate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "industry": "retail",
                 *       "assumptions": {
                 *         "members": 2000,
                 *         "shareRate": 0.1,
                 *         "orderValue": "60.00"
                 *       },
                 *       "budget": "1000.00",
                 *       "startsOn": "2026-09-01",
                 *       "runs": 50
                 *     }
                 */
                "application/json": {
                    /** @description A published version by its number, the draft, or the version in force. Unless said: the draft if there is a valid one, else the version in force. */
                    version?: number | "draft" | "current";
                    /** @description Whose defaults are taken; retail unless said. */
                    industry?: "retail" | "fashion" | "beauty" | "food" | "electronics" | "pets" | "software" | "services" | "fitness" | "travel" | "education" | "finance" | "telecom";
                    assumptions?: {
                        /** @description The horizon. What happens after it, good or bad, is not counted. */
                        months?: number;
                        /** @description Customers when the program starts. */
                        members?: number;
                        /** @description New customers a month who would come without the program. */
                        newMembersPerMonth?: number;
                        /** @description Of all customers, those who ever come upon the program. */
                        reachRate?: number;
                        /** @description Of those who come upon it, those who share. */
                        shareRate?: number;
                        /** @description From becoming a customer (or the start) to sharing, on average; exponential. */
                        shareDelayDays?: number;
                        /** @description Invitations of one sharer, on average; geometric, so that few send many. */
                        invitationsPerSharer?: number;
                        /** @description Of invitations, those whose link is opened. */
                        visitRate?: number;
                        /** @description Of visitors, those who sign up. */
                        signUpRate?: number;
                        /** @description From the invitation to the visit, and from the visit to the sign-up, on average each; exponential. */
                        visitDelayDays?: number;
                        /** @description Of friends who signed up, those who buy a first time. */
                        purchaseRate?: number;
                        /** @description From the sign-up to the first purchase, on average; exponential. */
                        purchaseDelayDays?: number;
                        /** @description Of purchases, those after which there is another one. */
                        repeatRate?: number;
                        /** @description From one purchase to the next, on average; exponential. */
                        repeatDelayDays?: number;
                        /** @description What an order is worth, on average, before the program's discounts. */
                        orderValue?: string;
                        /** @description How far orders differ: standard deviation divided by mean; log-normal. */
                        orderValueSpread?: number;
                        /** @description Of revenue, what is left after the cost of what was sold. */
                        grossMargin?: number;
                        /** @description Of orders, those that are returned whole. */
                        returnRate?: number;
                        /** @description From an order to its return, on average; exponential. */
                        returnDelayDays?: number;
                        /** @description Of customers by referral, those who would not have come otherwise. */
                        incrementalRate?: number;
                        /** @description Of sign-ups, those by which a sharer refers oneself with a second account. Half of them use the same e-mail and phone as well. */
                        fraudRate?: number;
                        /** @description Of honest sign-ups, those at the sharer's own address: one household. */
                        sharedAddressRate?: number;
                        /** @description Of rewards that wait for their recipient, those claimed or chosen in time; at once. */
                        claimRate?: number;
                        /** @description Of rewards that are available, those that are used; the others expire or stay. */
                        redemptionRate?: number;
                        /** @description From available to used, on average; exponential. A friend's coupon is used at the friend's next order. */
                        redemptionDelayDays?: number;
                        /** @description How long a person takes to answer a review. The answer is taken as right: fraud is refused, all else honoured. */
                        reviewDelayDays?: number;
                        /** @description Orders a year of a customer, where the program rewards members' own events. They are never counted as revenue. */
                        ordersPerYear?: number;
                        /** @description What the program costs a month besides its rewards. */
                        monthlyCost?: string;
                        /** @description The window of the K-factor, from becoming a customer (or the start). */
                        kWindowDays?: number;
                        /** @description How well the rates are known: each run multiplies what is uncertain by a factor of mean 1 with this standard deviation. 0: they are exact. */
                        uncertainty?: number;
                        /** @description How busy each calendar month is, January first; the mean is taken as 1. */
                        seasonality?: number[];
                        /** @description How often an option of a choice is taken, by its id, against 1 for options that are not named: { "voucher": 2 }. */
                        optionShares?: {
                            [key: string]: number;
                        };
                        /** @description What one of a named unit costs you, in the program's currency: { "POINTS": "0.01" }. */
                        unitValues?: {
                            [key: string]: string;
                        };
                    };
                    /** @description What the program may cost: the answer tells how likely it costs more. */
                    budget?: string;
                    /** @description When it starts, 2026-09-01; when friends can first join, or else next month, unless said. */
                    startsOn?: string;
                    /**
                     * @description How many runs.
                     * @default 100
                     */
                    runs?: number;
                    /**
                     * @description Another seed, another sample.
                     * @default 1
                     */
                    seed?: number;
                    /**
                     * @description About so many decisions in all; where everybody would take more, a part of the members is played.
                     * @default 150000
                     */
                    decisions?: number;
                };
            };
        };
        responses: {
            /** @description The forecast of a program before it runs. Money is in `currency`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
        };
    };
    post_programs_program_backtest: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "draft",
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "to": "2026-04-01T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    /** @description A published version by its number, the draft, or the version in force. Unless said: the draft if there is a valid one, else the version in force. */
                    version?: number | "draft" | "current";
                    /** @description Only what was made from this moment on is counted. */
                    from?: string;
                    /** @description Only what was made before this moment is counted, and nothing after it is read. */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Lines of JSON, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["BacktestLine"];
                };
            };
        };
    };
    post_programs_program_imports_members: {
        parameters: {
            query?: {
                /** @description What stands between the cells. */
                separator?: "comma" | "semicolon" | "tab";
                /** @description Only show how the first rows are read. */
                preview?: boolean;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
                /** @description The column that holds id. */
                id?: string;
                /** @description The column that holds email. */
                email?: string;
                /** @description The column that holds phone. */
                phone?: string;
                /** @description The column that holds name. */
                name?: string;
                /** @description The column that holds address. */
                address?: string;
                /** @description The column that holds payout. */
                payout?: string;
                /** @description The column that holds code. */
                code?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        /** @description CSV in UTF-8. */
        requestBody: {
            content: {
                /**
                 * @example id,email,code
                 *     ann,ann@example.com,ANN-ONE
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Lines of JSON, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ImportLine"];
                };
            };
        };
    };
    post_programs_program_imports_referrals: {
        parameters: {
            query?: {
                /** @description What stands between the cells. */
                separator?: "comma" | "semicolon" | "tab";
                /** @description Only show how the first rows are read. */
                preview?: boolean;
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
                /** @description Why they are entered; people read it later. */
                reason?: string;
                /** @description The column that holds referrer. */
                referrer?: string;
                /** @description The column that holds friend. */
                friend?: string;
                /** @description The column that holds occurredAt. */
                occurredAt?: string;
                /** @description The column that holds referredFor. */
                referredFor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        /** @description CSV in UTF-8. */
        requestBody: {
            content: {
                /**
                 * @example referrer,friend,date
                 *     ann,ben,2026-03-01
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Lines of JSON, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ImportLine"];
                };
            };
        };
    };
    post_programs_program_re_evaluate: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "apply": false,
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "tell": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description true: what is found is given. Otherwise nothing is written.
                     * @default false
                     */
                    apply?: boolean;
                    /** @description Ids of rules of the version in force; unless said all that some earlier version lacks or has otherwise, which may be none. */
                    rules?: string[];
                    /** @description Only of what happened from this moment on. */
                    from?: string;
                    /** @description Only of what happened before this moment. */
                    to?: string;
                    /**
                     * @description false: facts of it are marked `quiet`, so that members are not told. Webhooks bring them all the same.
                     * @default true
                     */
                    tell?: boolean;
                };
            };
        };
        responses: {
            /** @description Lines of JSON, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ReevaluationLine"];
                };
            };
        };
    };
    post_programs_program_migrate_referrals: {
        parameters: {
            query?: {
                /** @description The language of the sentences; Accept-Language unless said. */
                lang?: "en" | "ru";
            };
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "apply": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description true: it is done. Otherwise nothing is written.
                     * @default false
                     */
                    apply?: boolean;
                };
            };
        };
        responses: {
            /** @description Lines of JSON, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["MigrationLine"];
                };
            };
        };
    };
    get_referrals: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "signed_up" | "qualified" | "converted" | "in_review" | "rejected" | "expired" | "reversed";
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                referrer?: string;
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                friend?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Referral"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_referrals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "friend": "clara",
                 *       "referrer": "anna",
                 *       "reason": "She told us at the till who had sent her."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A program, by its id or its handle.
                     * @example spring-friends
                     */
                    program: string;
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    friend: string;
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    referrer: string;
                    /** @description When the friend signed up; now unless said. */
                    occurredAt?: string;
                    /** @description What for, where the program names a property by which a friend can be referred more than once (attribution.uniqueBy): one of its values. */
                    referredFor?: string;
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The relation of one referrer and one friend in one program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Referral"];
                };
            };
        };
    };
    get_referrals_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A referral.
                 * @example ref_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The relation of one referrer and one friend in one program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Referral"];
                };
            };
        };
    };
    post_referrals_id_correct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A referral.
                 * @example ref_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "referrer": "clara",
                 *       "reason": "The friend used the wrong code; Clara was at the table."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    referrer: string;
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The relation of one referrer and one friend in one program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Referral"];
                };
            };
        };
    };
    post_referrals_id_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A referral.
                 * @example ref_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "friend": "honour",
                 *       "referrer": "refuse",
                 *       "reason": "They live at the same address."
                 *     }
                 */
                "application/json": {
                    friend?: "honour" | "refuse";
                    referrer?: "honour" | "refuse";
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The relation of one referrer and one friend in one program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Referral"];
                };
            };
        };
    };
    get_rewards: {
        parameters: {
            query?: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                member?: string;
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /** @description Only those in this state. */
                state?: "waiting" | "pending" | "available" | "redeemed" | "cancelled" | "expired" | "reversed";
                /** @description Only those of this type. */
                type?: "credit" | "cash" | "points" | "units" | "coupon" | "badge" | "stamp" | "item" | "access" | "code" | "places" | "choice" | "accrual" | "booster" | "tickets";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Reward"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_rewards_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One grant to one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
        };
    };
    post_rewards_id_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Checked by phone."
                 *     }
                 */
                "application/json": {
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description One grant to one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
        };
    };
    post_rewards_id_deny: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Checked by phone."
                 *     }
                 */
                "application/json": {
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description One grant to one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
        };
    };
    post_rewards_id_reverse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Checked by phone."
                 *     }
                 */
                "application/json": {
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description One grant to one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
        };
    };
    post_rewards_id_fulfilment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "sent"
                 *     }
                 */
                "application/json": {
                    /** @description How far it is. */
                    state: "queued" | "sent" | "failed";
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description One grant to one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
        };
    };
    post_members_externalId_rewards_id_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
                /**
                 * @description A reward.
                 * @example rwd_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description The id of one of the reward's options. */
                    option?: string;
                };
            };
        };
        responses: {
            /** @description One grant to one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
        };
    };
    get_wallets_externalId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: string;
                        units: components["schemas"]["WalletUnit"][];
                    };
                };
            };
        };
    };
    get_wallets_externalId_entries: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WalletEntry"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_wallets_externalId_redeem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unit": "EUR",
                 *       "kind": "credit",
                 *       "amount": "5.00",
                 *       "subject": "1002",
                 *       "orderTotal": "45.00"
                 *     }
                 */
                "application/json": {
                    /** @description A currency, or a named unit such as POINTS. */
                    unit: string;
                    /** @description Of a currency: store credit or cash. Other units have none. */
                    kind?: "credit" | "cash";
                    /** @description A decimal text in major units: "45.00". */
                    amount: string;
                    /** @description The order it is used for. */
                    subject?: string;
                    /** @description A decimal text in major units: "45.00". */
                    orderTotal?: string;
                };
            };
        };
        responses: {
            /** @description A use of value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redemption"];
                };
            };
        };
    };
    post_wallets_externalId_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "entry": "coffee"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A program, by its id or its handle.
                     * @example spring-friends
                     */
                    program: string;
                    /** @description The id of an entry of the program's catalogue. */
                    entry: string;
                };
            };
        };
        responses: {
            /** @description A use of value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redemption"];
                };
            };
        };
    };
    post_redemptions_id_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A redemption.
                 * @example rdm_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The order was cancelled."
                 *     }
                 */
                "application/json": {
                    /** @description Why, for those who read it later. Do not write personal data here. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description A use of value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redemption"];
                };
            };
        };
    };
    get_redemptions: {
        parameters: {
            query: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                member: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Redemption"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_redemptions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A redemption.
                 * @example rdm_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A use of value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redemption"];
                };
            };
        };
    };
    post_coupons_validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "7KQX-M2P4-XW9R",
                 *       "orderTotal": "45.00",
                 *       "currency": "EUR"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A code in any way that people write it: case, blanks and dashes do not count.
                     * @example K7P4-M2XQ
                     */
                    code: string;
                    /** @description A decimal text in major units: "45.00". */
                    orderTotal: string;
                    /** @description ISO 4217, in capitals. */
                    currency: string;
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    member?: string;
                    /** @description The order it is used for; some coupons need it. */
                    subject?: string;
                    /** @description Its products, for coupons that are only for some: what each line costs without the coupon. */
                    lines?: {
                        /** @description A product, by the shop's own name or number. */
                        product?: string;
                        /** @description The categories that the product belongs to. */
                        categories?: string[];
                        /**
                         * @description How many.
                         * @default 1
                         */
                        quantity?: number;
                        /** @description What the line costs in all, without the coupon. */
                        amount: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description What the coupon would take off, or why it cannot be used now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponCheck"];
                };
            };
        };
    };
    post_coupons_redeem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "7KQX-M2P4-XW9R",
                 *       "orderTotal": "45.00",
                 *       "currency": "EUR",
                 *       "subject": "1001"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A code in any way that people write it: case, blanks and dashes do not count.
                     * @example K7P4-M2XQ
                     */
                    code: string;
                    /** @description A decimal text in major units: "45.00". */
                    orderTotal: string;
                    /** @description ISO 4217, in capitals. */
                    currency: string;
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    member?: string;
                    /** @description The order it is used for; some coupons need it. */
                    subject?: string;
                    /** @description Its products, for coupons that are only for some: what each line costs without the coupon. */
                    lines?: {
                        /** @description A product, by the shop's own name or number. */
                        product?: string;
                        /** @description The categories that the product belongs to. */
                        categories?: string[];
                        /**
                         * @description How many.
                         * @default 1
                         */
                        quantity?: number;
                        /** @description What the line costs in all, without the coupon. */
                        amount: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description A coupon that was used. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponUse"];
                };
            };
        };
    };
    get_programs_program_coupon_pools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pools of codes of a program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponPools"];
                };
            };
        };
    };
    post_programs_program_coupon_pools_pool_codes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program: string;
                /**
                 * @description The id of a pool of the program.
                 * @example partner
                 */
                pool: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "codes": [
                 *         "TEA-7XQ2-M4PK",
                 *         "TEA-9RWD-K3HN"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description More are sent in several calls. */
                    codes: string[];
                };
            };
        };
        responses: {
            /** @description A pool to which codes were added. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedCodes"];
                };
            };
        };
    };
    get_payouts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DuePayout"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_payouts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "anna",
                 *       "currency": "EUR",
                 *       "amount": "30.00",
                 *       "subject": "sepa-2026-03-01-17"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The business's own id of the person.
                     * @example anna
                     */
                    member: string;
                    /** @description ISO 4217, in capitals. */
                    currency: string;
                    /** @description A decimal text in major units: "45.00". */
                    amount: string;
                    /** @description The payment's own id. */
                    subject?: string;
                };
            };
        };
        responses: {
            /** @description A use of value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redemption"];
                };
            };
        };
    };
    get_exports_referrals_csv: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /** @description Of headings and words. */
                lang?: "en" | "ru";
                /** @description Spreadsheets in countries with a decimal comma, Russia among them, want semicolons. */
                separator?: "comma" | "semicolon";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table, its first line the headings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    get_exports_rewards_csv: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /** @description Of headings and words. */
                lang?: "en" | "ru";
                /** @description Spreadsheets in countries with a decimal comma, Russia among them, want semicolons. */
                separator?: "comma" | "semicolon";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table, its first line the headings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    get_exports_payouts_csv: {
        parameters: {
            query?: {
                /**
                 * @description A program, by its id or its handle.
                 * @example spring-friends
                 */
                program?: string;
                /** @description Of headings and words. */
                lang?: "en" | "ru";
                /** @description Spreadsheets in countries with a decimal comma, Russia among them, want semicolons. */
                separator?: "comma" | "semicolon";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table, its first line the headings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    get_facts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Fact"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_webhook_endpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            url: string;
                            label: string;
                            kinds: string[] | null;
                            status: "active" | "disabled";
                            /** @description request: somebody asked for it; gone: the receiver answered 410; failing: nothing succeeded for a whole schedule of attempts. */
                            disabledBecause: string | null;
                            /** @description Deliveries that wait, counted up to 10,000. */
                            pending: number;
                            oldestPendingAt: string | null;
                            /** @description Until when nothing is sent because the receiver asked for it (Retry-After). */
                            holdUntil: string | null;
                            lastSuccessAt: string | null;
                            /** @description Until when the secret before the present one signs as well. */
                            oldSecretUntil: string | null;
                            createdAt: string;
                        }[];
                    };
                };
            };
        };
    };
    post_webhook_endpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://shop.example/webhooks/bandwagon",
                 *       "label": "Shop",
                 *       "kinds": [
                 *         "reward.available",
                 *         "reward.reversed"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Where to send: an https address of a public host, or what the operator has allowed (WEBHOOK_ALLOW). */
                    url: string;
                    /** @description What people tell the endpoint by. */
                    label?: string;
                    /** @description What to send; null, or nothing said, is all kinds, also those that are added later. */
                    kinds?: ("member.joined" | "member.enrolled" | "member.merged" | "code.added" | "referral.began" | "referral.signed_up" | "referral.qualified" | "referral.converted" | "referral.in_review" | "referral.reviewed" | "referral.corrected" | "referral.migrated" | "referral.rejected" | "referral.expired" | "referral.reversed" | "goal.reached" | "reward.made" | "reward.waiting" | "reward.available" | "reward.shrunk" | "reward.expired" | "reward.cancelled" | "reward.reversed" | "reward.fulfilment" | "coupon.redeemed" | "value.redeemed" | "payout.made" | "redemption.cancelled" | "stamp_card.completed" | "badge.earned" | "feedback.received" | "testimonial.written" | "testimonial.shown" | "tier.reached" | "tier.lost" | "tier.at_risk" | "level.reached" | "streak.reached" | "leaderboard.frozen" | "challenge.completed" | "contest.entry_handed_in" | "contest.entry_answered" | "contest.closed" | "contest.placed" | "draw.drawn" | "draw.won" | "challenge.proof_handed_in" | "challenge.proof_answered" | "waiting_list.admitted" | "limit.alarm" | "event.corrected" | "item.low" | "coupon_pool.low" | "program.published" | "program.reevaluated" | "program.running" | "program.paused" | "program.ended")[] | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        label: string;
                        kinds: string[] | null;
                        status: "active" | "disabled";
                        /** @description request: somebody asked for it; gone: the receiver answered 410; failing: nothing succeeded for a whole schedule of attempts. */
                        disabledBecause: string | null;
                        /** @description Deliveries that wait, counted up to 10,000. */
                        pending: number;
                        oldestPendingAt: string | null;
                        /** @description Until when nothing is sent because the receiver asked for it (Retry-After). */
                        holdUntil: string | null;
                        lastSuccessAt: string | null;
                        /** @description Until when the secret before the present one signs as well. */
                        oldSecretUntil: string | null;
                        createdAt: string;
                        /** @description whsec_…, to verify signatures with. It is in this answer and nowhere else. */
                        secret: string;
                    };
                };
            };
        };
    };
    get_webhook_endpoints_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        label: string;
                        kinds: string[] | null;
                        status: "active" | "disabled";
                        /** @description request: somebody asked for it; gone: the receiver answered 410; failing: nothing succeeded for a whole schedule of attempts. */
                        disabledBecause: string | null;
                        /** @description Deliveries that wait, counted up to 10,000. */
                        pending: number;
                        oldestPendingAt: string | null;
                        /** @description Until when nothing is sent because the receiver asked for it (Retry-After). */
                        holdUntil: string | null;
                        lastSuccessAt: string | null;
                        /** @description Until when the secret before the present one signs as well. */
                        oldSecretUntil: string | null;
                        createdAt: string;
                    };
                };
            };
        };
    };
    put_webhook_endpoints_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "active"
                 *     }
                 */
                "application/json": {
                    /** @description Where to send: an https address of a public host, or what the operator has allowed (WEBHOOK_ALLOW). */
                    url?: string;
                    /** @description What people tell the endpoint by. */
                    label?: string;
                    /** @description What to send; null, or nothing said, is all kinds, also those that are added later. */
                    kinds?: ("member.joined" | "member.enrolled" | "member.merged" | "code.added" | "referral.began" | "referral.signed_up" | "referral.qualified" | "referral.converted" | "referral.in_review" | "referral.reviewed" | "referral.corrected" | "referral.migrated" | "referral.rejected" | "referral.expired" | "referral.reversed" | "goal.reached" | "reward.made" | "reward.waiting" | "reward.available" | "reward.shrunk" | "reward.expired" | "reward.cancelled" | "reward.reversed" | "reward.fulfilment" | "coupon.redeemed" | "value.redeemed" | "payout.made" | "redemption.cancelled" | "stamp_card.completed" | "badge.earned" | "feedback.received" | "testimonial.written" | "testimonial.shown" | "tier.reached" | "tier.lost" | "tier.at_risk" | "level.reached" | "streak.reached" | "leaderboard.frozen" | "challenge.completed" | "contest.entry_handed_in" | "contest.entry_answered" | "contest.closed" | "contest.placed" | "draw.drawn" | "draw.won" | "challenge.proof_handed_in" | "challenge.proof_answered" | "waiting_list.admitted" | "limit.alarm" | "event.corrected" | "item.low" | "coupon_pool.low" | "program.published" | "program.reevaluated" | "program.running" | "program.paused" | "program.ended")[] | null;
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        label: string;
                        kinds: string[] | null;
                        status: "active" | "disabled";
                        /** @description request: somebody asked for it; gone: the receiver answered 410; failing: nothing succeeded for a whole schedule of attempts. */
                        disabledBecause: string | null;
                        /** @description Deliveries that wait, counted up to 10,000. */
                        pending: number;
                        oldestPendingAt: string | null;
                        /** @description Until when nothing is sent because the receiver asked for it (Retry-After). */
                        holdUntil: string | null;
                        lastSuccessAt: string | null;
                        /** @description Until when the secret before the present one signs as well. */
                        oldSecretUntil: string | null;
                        createdAt: string;
                    };
                };
            };
        };
    };
    delete_webhook_endpoints_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        deleted: true;
                    };
                };
            };
        };
    };
    post_webhook_endpoints_id_secret_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapHours": 24
                 *     }
                 */
                "application/json": {
                    /**
                     * @description 24 unless said.
                     * @default 24
                     */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description whsec_…, to verify signatures with. It is in this answer and nowhere else. */
                        secret: string;
                        oldSecretUntil: string | null;
                    };
                };
            };
        };
    };
    get_webhook_endpoints_id_deliveries: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "pending" | "delivered" | "failed";
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description dlv_ and the place of its fact in the log. */
                            id: string;
                            /** @description The fact that it tells, as in /v1/facts; null for a sample. */
                            fact: string | null;
                            kind: string;
                            state: "pending" | "delivered" | "failed";
                            createdAt: string;
                            nextAttemptAt: string | null;
                            doneAt: string | null;
                            /** @description Newest first, at most 20. */
                            attempts: {
                                attempt: number;
                                at: string;
                                durationMs: number;
                                /** @description The status that was answered. Only 200 to 299 is a success; redirects are not followed. */
                                status: number | null;
                                /** @description Where there was no whole answer: timeout, unresolved, address_refused, connection, tls, incomplete, malformed; internal is our fault. */
                                error: string | null;
                                /** @description The first 2 kB of the answer. */
                                answer: string;
                            }[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    get_webhook_endpoints_id_deliveries_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
                /**
                 * @description The delivery's id.
                 * @example dlv_812_3
                 */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description dlv_ and the place of its fact in the log. */
                        id: string;
                        /** @description The fact that it tells, as in /v1/facts; null for a sample. */
                        fact: string | null;
                        kind: string;
                        state: "pending" | "delivered" | "failed";
                        createdAt: string;
                        nextAttemptAt: string | null;
                        doneAt: string | null;
                        /** @description Newest first, at most 20. */
                        attempts: {
                            attempt: number;
                            at: string;
                            durationMs: number;
                            /** @description The status that was answered. Only 200 to 299 is a success; redirects are not followed. */
                            status: number | null;
                            /** @description Where there was no whole answer: timeout, unresolved, address_refused, connection, tls, incomplete, malformed; internal is our fault. */
                            error: string | null;
                            /** @description The first 2 kB of the answer. */
                            answer: string;
                        }[];
                    };
                };
            };
        };
    };
    post_webhook_endpoints_id_deliveries_delivery_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
                /**
                 * @description The delivery's id.
                 * @example dlv_812_3
                 */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description dlv_ and the place of its fact in the log. */
                        id: string;
                        /** @description The fact that it tells, as in /v1/facts; null for a sample. */
                        fact: string | null;
                        kind: string;
                        state: "pending" | "delivered" | "failed";
                        createdAt: string;
                        nextAttemptAt: string | null;
                        doneAt: string | null;
                        /** @description Newest first, at most 20. */
                        attempts: {
                            attempt: number;
                            at: string;
                            durationMs: number;
                            /** @description The status that was answered. Only 200 to 299 is a success; redirects are not followed. */
                            status: number | null;
                            /** @description Where there was no whole answer: timeout, unresolved, address_refused, connection, tls, incomplete, malformed; internal is our fault. */
                            error: string | null;
                            /** @description The first 2 kB of the answer. */
                            answer: string;
                        }[];
                    };
                };
            };
        };
    };
    post_webhook_endpoints_id_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-03-01T00:00:00Z",
                 *       "to": "2026-03-02T00:00:00Z",
                 *       "only": "undelivered"
                 *     }
                 */
                "application/json": {
                    /** @description The id of a fact. */
                    fromFact?: string;
                    /** @description ISO 8601 with offset. */
                    from?: string;
                    /** @description The id of a fact. */
                    toFact?: string;
                    /** @description ISO 8601 with offset. */
                    to?: string;
                    /** @description undelivered leaves out what was delivered or still waits. all unless said. */
                    only?: "all" | "undelivered";
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                        nextFromFact: string | null;
                    };
                };
            };
        };
    };
    post_webhook_endpoints_id_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example whe_4w8kq2n7c1x9d3b6m5zr
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "reward.available"
                 *     }
                 */
                "application/json": {
                    kind?: "member.joined" | "member.enrolled" | "member.merged" | "code.added" | "referral.began" | "referral.signed_up" | "referral.qualified" | "referral.converted" | "referral.in_review" | "referral.reviewed" | "referral.corrected" | "referral.migrated" | "referral.rejected" | "referral.expired" | "referral.reversed" | "goal.reached" | "reward.made" | "reward.waiting" | "reward.available" | "reward.shrunk" | "reward.expired" | "reward.cancelled" | "reward.reversed" | "reward.fulfilment" | "coupon.redeemed" | "value.redeemed" | "payout.made" | "redemption.cancelled" | "stamp_card.completed" | "badge.earned" | "feedback.received" | "testimonial.written" | "testimonial.shown" | "tier.reached" | "tier.lost" | "tier.at_risk" | "level.reached" | "streak.reached" | "leaderboard.frozen" | "challenge.completed" | "contest.entry_handed_in" | "contest.entry_answered" | "contest.closed" | "contest.placed" | "draw.drawn" | "draw.won" | "challenge.proof_handed_in" | "challenge.proof_answered" | "waiting_list.admitted" | "limit.alarm" | "event.corrected" | "item.low" | "coupon_pool.low" | "program.published" | "program.reevaluated" | "program.running" | "program.paused" | "program.ended";
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description dlv_ and the place of its fact in the log. */
                        id: string;
                        /** @description The fact that it tells, as in /v1/facts; null for a sample. */
                        fact: string | null;
                        kind: string;
                        state: "pending" | "delivered" | "failed";
                        createdAt: string;
                        nextAttemptAt: string | null;
                        doneAt: string | null;
                        /** @description Newest first, at most 20. */
                        attempts: {
                            attempt: number;
                            at: string;
                            durationMs: number;
                            /** @description The status that was answered. Only 200 to 299 is a success; redirects are not followed. */
                            status: number | null;
                            /** @description Where there was no whole answer: timeout, unresolved, address_refused, connection, tls, incomplete, malformed; internal is our fault. */
                            error: string | null;
                            /** @description The first 2 kB of the answer. */
                            answer: string;
                        }[];
                    };
                };
            };
        };
    };
    get_rates: {
        parameters: {
            query?: {
                /** @description ISO 4217, in capitals. */
                from?: string;
                /** @description ISO 4217, in capitals. */
                to?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ExchangeRate"][];
                        /** @description Ask again with it for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_rates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rates": [
                 *         {
                 *           "from": "USD",
                 *           "to": "EUR",
                 *           "rate": "0.9215",
                 *           "inForceFrom": "2026-03-01T00:00:00Z"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Up to 200 rates at once. */
                    rates: {
                        /** @description The currency in which events come. */
                        from: string;
                        /** @description The currency of programs. */
                        to: string;
                        /** @description What one unit of `from` is worth in units of `to`, as a decimal text: "0.9215". */
                        rate: string;
                        /** @description From when on, until the next one; from now on if left out. */
                        inForceFrom?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The rates that were kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatesAnswer"];
                };
            };
        };
    };
    get_clock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The time that the next record would have. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
        };
    };
    post_clock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "2026-04-01T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    /** @description A moment with date, time and offset: 2026-03-01T12:30:00Z. */
                    to: string;
                };
            };
        };
        responses: {
            /** @description The time that the next record would have. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
        };
    };
    get_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        mode: "live" | "test";
                        locale: string;
                        key: {
                            id: string;
                            scopes: string[];
                        };
                        /** @description More than 0 disabled wants somebody's attention. Endpoints that were disabled on request are not counted. */
                        webhooks: {
                            /** @description Endpoints that are sent to. */
                            active: number;
                            /** @description Endpoints that are not any more, because their receivers answered 410 or failed too long: GET /v1/webhook-endpoints says which. */
                            disabled: number;
                        };
                    };
                };
            };
        };
    };
    get_keys: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            kind: "secret" | "publishable" | "signing";
                            label: string;
                            /** @description The last four symbols of the key. */
                            hint: string;
                            scopes: string[];
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            /** @description To the minute: noted in bulk. */
                            lastUsedAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    post_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "secret",
                 *       "label": "Shop server",
                 *       "scopes": [
                 *         "events:write",
                 *         "members:write"
                 *       ]
                 *     }
                 */
                "application/json": {
                    kind: "secret" | "publishable" | "signing";
                    /** @description What people tell the key by: where it is used. */
                    label: string;
                    /** @description What a secret key may do; `*` is everything. Not for other kinds. */
                    scopes?: ("*" | "events:write" | "members:read" | "members:write" | "programs:read" | "programs:write" | "referrals:read" | "referrals:write" | "rewards:read" | "rewards:write" | "coupons:write" | "facts:read" | "webhooks:read" | "webhooks:write" | "rates:write" | "clock:write" | "keys:write")[];
                    /** @description ISO 8601 with offset. Never, unless said. */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: "secret" | "publishable" | "signing";
                        /** @description The key itself. It is in this answer and nowhere else. */
                        key: string;
                    };
                };
            };
        };
    };
    post_keys_keyId_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's id, not the key itself.
                 * @example key_4w8kq2n7c1x9d3b6m5zr
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapHours": 24
                 *     }
                 */
                "application/json": {
                    /**
                     * @description 24 unless said.
                     * @default 24
                     */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: "secret" | "publishable" | "signing";
                        /** @description The key itself. It is in this answer and nowhere else. */
                        key: string;
                        /** @description When the old key ends. */
                        oldExpiresAt: string;
                    };
                };
            };
        };
    };
    post_keys_keyId_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's id, not the key itself.
                 * @example key_4w8kq2n7c1x9d3b6m5zr
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        revoked: true;
                    };
                };
            };
        };
    };
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    post_members_externalId_invitations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The business's own id of the person.
                 * @example anna
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "program": "spring-friends",
                 *       "emails": [
                 *         "boris@example.com"
                 *       ],
                 *       "language": "en"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A program, by its id or its handle.
                     * @example spring-friends
                     */
                    program: string;
                    /** @description Addresses of people whom the member knows. */
                    emails: string[];
                    /** @description The language of the sentences; Accept-Language unless said. */
                    language?: "en" | "ru";
                };
            };
        };
        responses: {
            /** @description They are on their way to whoever wants them. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        accepted: true;
                    };
                };
            };
        };
    };
    post_mail_refusals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "boris@example.com",
                 *       "refuses": true
                 *     }
                 */
                "application/json": {
                    /** @description As it is written. */
                    email: string;
                    /** @description False: invitations may go there again. */
                    refuses: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refuses: boolean;
                    };
                };
            };
        };
    };
}
