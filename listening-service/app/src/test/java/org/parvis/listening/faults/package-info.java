/** The service at work while it is killed again and again and the network's calls go astray. */
@NullMarked
package org.parvis.listening.faults;

import org.jspecify.annotations.NullMarked;
