package org.maslin.server.workforce;

import org.maslin.core.Figure;

/** An amount of money as a measured number; ISO 4217 names the currency. */
public record MeasuredCost(Figure figure, String currency) {}
