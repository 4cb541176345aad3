package org.maslin.badhouse.tasks;

import org.maslin.badhouse.annotations.Higher;

record LooksUp(Higher higher) {}
