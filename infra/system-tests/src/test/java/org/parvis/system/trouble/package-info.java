/** What happens when the machine dies in the middle, and when people and servers send what they should not. */
@NullMarked
package org.parvis.system.trouble;

import org.jspecify.annotations.NullMarked;
