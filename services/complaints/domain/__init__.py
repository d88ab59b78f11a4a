"""Pure decisions of the case desk: state, command, rules and time in; new state and facts out."""
