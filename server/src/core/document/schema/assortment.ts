/** Products of orders under one name, so that amounts, goals, conditions and coupons can be limited to them. */
import Type from "typebox";
import { about, closed, Text } from "./values.js";

export const ProductName = Type.String({ minLength: 1, maxLength: 200, description: "A product, by the shop's own name or number." });
export const CategoryName = Type.String({ minLength: 1, maxLength: 100, description: "A category, by the shop's own name." });
const products = Type.Optional(Type.Array(ProductName, { minItems: 1, maxItems: 1000, description: "These products." }));
const categories = Type.Optional(Type.Array(CategoryName, { minItems: 1, maxItems: 200, description: "All products of these categories." }));

export const Assortment = Type.Object(
  {
    name: Type.Optional(about(Text, "What people call it.")),
    products,
    categories,
    except: Type.Optional(
      Type.Object({ products, categories }, { ...closed, minProperties: 1, description: "But not these, whatever else is said of them." }),
    ),
  },
  { ...closed, title: "Assortment", description: "Products of orders: the named ones and those of the named categories, or all but some." },
);
