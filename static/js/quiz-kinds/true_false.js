// True or false: two radio buttons.

export { read } from "./single_choice.js";
