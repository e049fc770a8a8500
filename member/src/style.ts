/**
 * The look of the portal, inside a root of its own. Colours come from outside as custom properties (canvas, surface, ink, brand …), which go through into it:
 * on the server's page from the page, in a shop from the program's theme.
 */
export const css = `
:host{display:block;color:var(--ink);font:16px/1.5 var(--font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif);text-align:start;-webkit-text-size-adjust:100%;--radius:var(--card-radius,12px);--round:var(--sheet-radius,20px);--edge:var(--control-radius,6px)}
*,*:before,*:after{box-sizing:border-box}
h1,h2,h3,h4,p,ul,ol,figure,blockquote{margin:0;padding:0}
ul,ol{list-style:none}
h1,h2,h3{line-height:1.2;overflow-wrap:anywhere;text-wrap:balance;letter-spacing:-.01em}
h2:focus{outline:none}
h1{font-size:25px;margin-bottom:16px}
h2{font-size:20px;margin-bottom:8px}
h3{font-size:16px}
p{max-width:68ch;overflow-wrap:anywhere;text-wrap:pretty}
a{color:var(--brand-ink);text-underline-offset:.2em}
bdi{overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px;border-radius:var(--edge)}
.panel:focus{outline:none}
.panel{display:grid;gap:24px;scroll-margin-top:72px;padding-bottom:24px}
.panel>*{min-width:0}
.lead,.hint{color:var(--ink-soft)}
.lead{margin-bottom:12px}
.hint{font-size:14px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.icon{flex:none;vertical-align:-4px}
.big{display:block;font-size:39px;line-height:1.2;font-variant-numeric:tabular-nums}
.opening{color:var(--ink-soft);text-align:center;padding:48px 0;animation:appear .2s .3s both}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:44px;padding:8px 20px;border:0;border-radius:var(--edge);background:var(--brand);color:var(--on-brand);font:inherit;font-weight:700;text-decoration:none;text-align:center;cursor:pointer;transition:filter .15s}
button:hover,.button:hover{filter:brightness(1.06)}
button:disabled{opacity:.6;cursor:default}
button.quiet,a.quiet{background:none;color:var(--brand-ink);font-weight:600;padding:8px 12px;margin-inline-start:-12px}
button.quiet:hover{background:var(--brand-soft);filter:none}
button.small{font-size:14px}
.row{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center}
.between{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:4px 16px}
.sheet,.card{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:16px}
.sheet{border-radius:var(--round);padding:20px;box-shadow:var(--shadow)}
.card+.card,.ticket+.ticket{margin-top:12px}
.card>*+*,.sheet>*+*{margin-top:12px}
.card>h3+*,.card>.between+*,.sheet>h2+*{margin-top:8px}
.note{background:var(--brand-soft);color:var(--brand-ink);border-radius:var(--radius);padding:12px 16px}
.fault{color:var(--danger);font-size:14px;font-weight:600}
.fault:before{content:"⚠ "}
.chip{display:inline-block;padding:2px 12px;border-radius:999px;background:var(--sunken);color:var(--ink-soft);font-size:14px;font-weight:600;overflow-wrap:anywhere}
.chip.gold{background:var(--gold-fill);color:#1F1B16}
.tabs{position:sticky;top:0;z-index:2;display:flex;gap:4px;background:var(--canvas);padding:8px 0;margin-bottom:16px;border-bottom:1px solid var(--line)}
.tabs button{flex:1 1 0;min-width:0;flex-direction:column;gap:0;background:none;color:var(--ink-soft);font-size:12px;font-weight:600;padding:4px 2px;border-radius:var(--radius)}
.tabs button:hover{color:var(--ink);filter:none}
.tabs button[aria-current]{background:var(--brand-soft);color:var(--brand-ink)}
.tabs button{position:relative}.new{position:absolute;top:6px;inset-inline-start:calc(50% + 10px);width:10px;height:10px;border-radius:50%;background:var(--brand)}
.pair{display:grid;gap:12px}.pair .ticket{margin:0}
.ticket{position:relative;background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:16px 24px}
.ticket:before,.ticket:after{content:"";position:absolute;top:50%;width:9px;height:18px;margin-top:-9px;background:var(--canvas);border:1px solid var(--line)}
.ticket:before{inset-inline-start:-1px;border-inline-start:0;border-start-end-radius:9px;border-end-end-radius:9px}
.ticket:after{inset-inline-end:-1px;border-inline-end:0;border-start-start-radius:9px;border-end-start-radius:9px}
.ticket>*+*{margin-top:8px}
.ticket h2{font-size:14px;color:var(--ink-soft);font-weight:600}
.ticket li{padding:4px 0}
.ticket li b{display:block;font-size:20px;line-height:1.3;overflow-wrap:anywhere}
.ticket li b:first-letter,.ticket h3:first-letter,.brings:first-letter{text-transform:uppercase}
.ticket li span{display:block;color:var(--ink-soft);font-size:14px}
.ticket.own{background:var(--brand-soft);border-color:transparent}
.ticket.own h2,.ticket.own li span{color:var(--brand-ink)}
.ticket.friend{background:var(--teal-soft);border-color:transparent}
.ticket.friend h2,.ticket.friend li span{color:var(--ink)}
.ticket.own:before,.ticket.own:after,.ticket.friend:before,.ticket.friend:after{border-color:transparent}
.reward h3{font-size:20px}
.reward.available .chip{background:var(--gold-fill);color:#1F1B16}
.reward.redeemed h3,.reward.cancelled h3,.reward.expired h3,.reward.reversed h3{color:var(--ink-soft);font-size:16px}
.expires{display:flex;gap:8px;align-items:center}
.channels{display:grid;grid-template-columns:repeat(auto-fill,minmax(132px,1fr));gap:8px}
.channel{background:var(--sunken);color:var(--ink);font-weight:600;justify-content:flex-start;padding:8px 12px;border:1px solid transparent;min-width:0}
.channel[aria-expanded=true]{border-color:var(--brand);background:var(--brand-soft);color:var(--brand-ink)}
.message{display:grid;gap:12px;animation:appear .18s both}
label{display:grid;gap:4px;font-weight:600}
label .hint{font-weight:400}
label.check{display:flex;gap:12px;align-items:center;min-height:44px;font-weight:400}
input[type=text],input[type=email],input[type=url],input[type=file],textarea,select{width:100%;min-height:48px;padding:10px 12px;border:1px solid var(--control);border-radius:var(--edge);background:var(--canvas);color:var(--ink);font:inherit;font-weight:400}
textarea{resize:vertical}
input[type=checkbox],input[type=radio]{width:22px;height:22px;margin:0;accent-color:var(--brand);flex:none}
form{display:grid;gap:12px;justify-items:start}form.card>*+*{margin-top:0}
form>label:not(.check){width:100%}
.copy{display:grid;grid-template-columns:1fr auto;align-items:center;gap:0 12px;background:var(--sunken);border-radius:var(--radius);padding-block:8px;padding-inline:16px 4px}
.copy-label{font-size:14px;color:var(--ink-soft)}
.copy-text{grid-row:2;font-weight:600;overflow-wrap:anywhere;user-select:all;-webkit-user-select:all}
.copy-text.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:20px;letter-spacing:.04em}
@media (max-width:480px){.ticket .copy{gap:0 4px;padding-inline-start:12px}.ticket .copy-text.code{font-size:16px;letter-spacing:0}.ticket .copy button{padding-inline:6px}}
.copy button{grid-row:1/3;grid-column:2;margin:0}
.qr{display:grid;gap:8px;justify-items:center}
.qr img{background:#fff;padding:12px;border-radius:var(--radius);max-width:100%;height:auto}
.path{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);margin-top:16px}
.path li{position:relative;display:grid;gap:2px;align-content:start;justify-items:center;text-align:center;padding:0 4px;font-size:14px;overflow-wrap:anywhere}
.path li:not(:first-child):before{content:"";position:absolute;top:13px;inset-inline-end:calc(50% + 14px);width:calc(100% - 28px);height:2px;background:var(--line)}
.path li.done:before,.path li.current:before{background:var(--teal)}
.stop{display:grid;place-items:center;width:28px;height:28px;border-radius:50%;border:2px solid var(--control);background:var(--surface);margin-bottom:4px}
.stop .icon{width:16px;height:16px}
.done .stop{background:var(--teal);border-color:var(--teal);color:var(--surface)}
.current .stop{border-color:var(--brand);box-shadow:0 0 0 4px var(--brand-soft)}
.missed .stop{color:var(--ink-soft)}
.stop-name{font-weight:600}
.ahead .stop-name,.missed .stop-name{color:var(--ink-soft);font-weight:400}
.brings{display:block;color:var(--brand-ink);font-size:14px;font-weight:600}
.why{background:var(--sunken);border-radius:var(--radius);padding:12px 16px;display:grid;gap:8px;font-size:14px;animation:appear .18s both}
.why ul,.reasons{display:grid;gap:8px}
.why li,.reasons li{display:flex;gap:8px;align-items:flex-start}
.why li span,.reasons li span{min-width:0;overflow-wrap:anywhere}
.met .icon{color:var(--teal)}
.missing .icon{color:var(--brand-ink)}
.missing span{font-weight:600}
.purses{display:grid;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));gap:12px}
.purses .card+.card{margin-top:0}
.purse{display:grid;gap:2px;align-content:start}
.purse>*+*{margin-top:0}
.purse b{font-size:25px;line-height:1.2;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.empty{display:grid;gap:12px;justify-items:center;text-align:center;background:var(--sunken);border-radius:var(--round);padding:32px 20px}
.empty .icon{width:40px;height:40px;color:var(--ink-soft)}
details summary{cursor:pointer;min-height:44px;display:flex;align-items:center;font-weight:600}
details summary:before{content:"▸";margin-inline-end:8px;transition:transform .15s}
details[open] summary:before{transform:rotate(90deg)}
summary:dir(rtl):before{content:"◂"}details[open] summary:dir(rtl):before{transform:rotate(-90deg)}
details.card{padding:4px 16px}
details.card p{padding-bottom:12px;white-space:pre-line}
.slots{display:grid;grid-template-columns:repeat(auto-fill,minmax(52px,1fr));gap:8px}
.slot{aspect-ratio:1;display:grid;place-items:center;border-radius:50%;border:2px dashed var(--control);background:var(--sunken);color:var(--ink-soft);font-weight:600}
.slot.stamped{border:0;background:var(--brand);color:var(--on-brand);transform:rotate(var(--turn));animation:stamp .5s cubic-bezier(.2,1.4,.4,1) both}
.slot.last{border-color:var(--gold-fill)}
.badges{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:8px;margin-bottom:12px}
.badge{flex-direction:column;background:none;color:var(--ink);font-size:14px;font-weight:600;padding:8px 4px;gap:4px;min-width:0;overflow-wrap:anywhere;justify-content:flex-start}
.badge:hover{background:var(--sunken);filter:none}
.badge img{width:96px;height:96px;max-width:100%}
.badge.locked{color:var(--ink-soft)}
.badge.locked img{filter:grayscale(1);opacity:.45}
progress{appearance:none;-webkit-appearance:none;display:block;width:100%;height:12px;border:0;border-radius:999px;background:var(--sunken);overflow:hidden}
progress::-webkit-progress-bar{background:var(--sunken)}
progress::-webkit-progress-value{background:var(--brand);border-radius:999px}
progress::-moz-progress-bar{background:var(--brand);border-radius:999px}
.flame{display:flex;gap:4px;align-items:center;font-size:25px;color:var(--brand-ink)}
.flame .icon{width:28px;height:28px}
.places{display:grid;gap:4px}
.places li{display:grid;grid-template-columns:40px 1fr auto;gap:8px;align-items:center;padding:8px 12px;border-radius:var(--edge);min-width:0}
.places li.you{background:var(--brand-soft);color:var(--brand-ink);font-weight:600}
.places .name{display:flex;flex-wrap:wrap;gap:4px 8px;min-width:0;overflow-wrap:anywhere}
.places .you .chip{background:var(--brand);color:var(--on-brand)}
.places .place,.places .score{font-variant-numeric:tabular-nums}
.podium li{background:var(--sunken)}
.podium li.you{background:var(--brand-soft)}
.podium .place{display:grid;place-items:center;width:32px;height:32px;border-radius:50%;background:var(--gold-fill);color:#1F1B16}
h4{font-size:14px}
.round,.entry{display:grid;gap:8px;justify-items:start}
.round+.round,.entry{border-top:1px solid var(--line);padding-top:12px}
.round>*,.entry>*{max-width:100%}.round .entry,.round form,.entry form,.entry .copy,.round details,.entries{width:100%}
.entries{display:grid;gap:12px}.entries:empty{display:none}
.entries li{display:grid;gap:4px;justify-items:start;background:var(--sunken);border-radius:var(--radius);padding:12px 16px;overflow-wrap:anywhere}
.hash{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.round a,.entry a{overflow-wrap:anywhere}
.feed{display:grid;gap:8px}
.said{display:grid;gap:4px 16px}.said:has(img){grid-template-columns:72px 1fr}
.said>*+*{margin-top:0}
.said img{border-radius:12px;object-fit:cover;grid-row:span 2}
.said:has(img) :not(img){grid-column:2}.said blockquote,.said figcaption{overflow-wrap:anywhere;white-space:pre-line}
.said figcaption{color:var(--ink-soft);font-size:14px}
.stars{display:flex;flex-wrap:wrap;gap:0 12px}.stars .check{gap:4px}
.photo{border-radius:12px;object-fit:cover}
.written{white-space:pre-line}
.offer .worth{margin-top:12px}
.worth{background:var(--sunken);border-radius:var(--radius);padding:12px 16px}
.worth b{font-size:25px;font-variant-numeric:tabular-nums}
.worth .chip{background:var(--surface);font-variant-numeric:tabular-nums}
.worth svg{display:block;width:100%;height:auto;max-height:112px;margin:8px 0}
.worth polyline,.worth path{fill:none;stroke:var(--brand);stroke-width:3;stroke-linejoin:round;vector-effect:non-scaling-stroke}
.worth .ground{stroke:var(--line);stroke-width:1}
.worth circle{fill:var(--brand);stroke:var(--surface);stroke-width:3}
.notice{position:fixed;inset-inline:16px;bottom:16px;max-width:400px;margin:0 auto;background:var(--ink);color:var(--canvas);border-radius:var(--radius);padding:12px 16px;text-align:center;font-weight:600;opacity:0;pointer-events:none;transition:opacity .18s;z-index:3}
.notice.said{display:block;opacity:1}
dialog{border:0;border-radius:var(--round);background:var(--surface);color:var(--ink);padding:32px 24px;max-width:min(420px,calc(100vw - 32px));text-align:center;box-shadow:var(--shadow);overflow:hidden}
dialog::backdrop{background:rgba(31,27,22,.6)}
.arrival{animation:land .6s cubic-bezier(.2,1.4,.4,1) both}
.arrival p{color:var(--ink-soft)}
.celebration form{justify-items:center}
.confetti{position:absolute;inset:0;pointer-events:none;overflow:hidden}
.confetti i{position:absolute;top:-16px;left:var(--x);width:8px;height:14px;background:var(--brand);transform:rotate(var(--r));animation:fall .7s var(--d) ease-in both}
.confetti i:nth-child(3n){background:var(--teal)}.confetti i:nth-child(3n+1){background:var(--gold-fill)}
@keyframes appear{from{opacity:0}}
@keyframes stamp{from{opacity:0;transform:rotate(var(--turn)) scale(1.6)}}
@keyframes land{from{opacity:0;transform:scale(.6) rotate(-8deg)}}
@keyframes fall{to{top:110%;transform:rotate(calc(var(--r) + 270deg));opacity:.2}}
@media (min-width:560px){.pair{grid-template-columns:1fr 1fr}.sheet{padding:32px}h1{font-size:31px}.tabs button{flex-direction:row;gap:8px;font-size:14px}}
@media (max-width:420px){.path{grid-auto-flow:row;gap:16px}.path li{grid-template-columns:28px 1fr;justify-items:start;text-align:start;gap:0 12px;padding:0}.path li>*{grid-column:2}.path li .stop{grid-column:1;grid-row:1/5;margin:0}.path li:not(:first-child):before{top:-16px;inset-inline-start:13px;inset-inline-end:auto;width:2px;height:16px}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:appear .2s both!important}.confetti{display:none}}
`.trim();
