@NullMarked
package org.parvis.axon.cluster;

import org.jspecify.annotations.NullMarked;
