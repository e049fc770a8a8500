/** The business's own apps, which phones open in place of a link where they are installed. */
import Type from "typebox";
import { about, closed } from "./values.js";

const Ios = Type.Object(
  {
    appId: about(
      Type.String({ pattern: "^[A-Z0-9]{10}\\.[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", maxLength: 166 }),
      "The team's id and the app's bundle id with a dot between them: ABCDE12345.com.example.shop.",
    ),
    storeId: Type.Optional(
      about(Type.String({ pattern: "^[0-9]{6,12}$" }), "The app's number in the App Store: the digits behind `id` in its address."),
    ),
  },
  { ...closed, description: "The app for iPhones and iPads." },
);
const Android = Type.Object(
  {
    package: about(
      Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$", maxLength: 150 }),
      "The app's package: com.example.shop.",
    ),
    fingerprints: Type.Array(
      about(Type.String({ pattern: "^[0-9A-F]{2}(:[0-9A-F]{2}){31}$" }), "32 bytes in capital hexadecimal digits with colons between them."),
      {
        minItems: 1,
        maxItems: 5,
        uniqueItems: true,
        description: "SHA-256 fingerprints of the certificates that the app is signed with; of the store's signing too.",
      },
    ),
    storeUrl: Type.Optional(
      about(Type.String({ pattern: "^https://[^\\s/?#@]+[^\\s]*$", maxLength: 500 }), "Where the app is installed from, if not from Google Play."),
    ),
  },
  { ...closed, description: "The app for Android." },
);

export const Apps = Type.Object(
  { ios: Type.Optional(Ios), android: Type.Optional(Android) },
  {
    ...closed,
    minProperties: 1,
    description:
      "The business's apps. Where one is installed it opens in place of the program's links; the page that comes first says where to get it.",
  },
);
