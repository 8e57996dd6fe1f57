// Nothing but comments | score: 0 | says: no export
/* Nothing at all. */
