// True or false: two radio buttons.

export { read, write } from "./single_choice.js";
