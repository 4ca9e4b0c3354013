@NullMarked
package org.parvis.publishing.history;

import org.jspecify.annotations.NullMarked;
