/** Emergency stops: nothing in scope leaves while one is in force. */
@NullMarked
package org.parvis.publishing.stop;

import org.jspecify.annotations.NullMarked;
