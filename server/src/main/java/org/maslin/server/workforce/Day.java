package org.maslin.server.workforce;

import java.time.LocalDate;

/** The answers that stand of one day, in UTC. */
public record Day(LocalDate day, long answers, double secondsActive) {}
