/** Keeps the benchmarks able to run. */
@NullMarked
package org.parvis.benchmarks;

import org.jspecify.annotations.NullMarked;
