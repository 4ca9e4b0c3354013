@NullMarked
package org.parvis.listening.lesson;

import org.jspecify.annotations.NullMarked;
