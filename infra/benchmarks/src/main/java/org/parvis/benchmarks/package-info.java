/** Measures the ledger beside what one would use otherwise: same machine, same minute, shuffled rounds, ratios. */
@NullMarked
package org.parvis.benchmarks;

import org.jspecify.annotations.NullMarked;
