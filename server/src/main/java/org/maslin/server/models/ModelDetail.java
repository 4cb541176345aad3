package org.maslin.server.models;

import java.util.List;
import java.util.Map;

/** A model with its card and one object for each optimiser step. */
public record ModelDetail(Model model, String card, List<Map<String, Object>> metrics) {}
