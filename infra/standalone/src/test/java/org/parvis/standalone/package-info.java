@NullMarked
package org.parvis.standalone;

import org.jspecify.annotations.NullMarked;
