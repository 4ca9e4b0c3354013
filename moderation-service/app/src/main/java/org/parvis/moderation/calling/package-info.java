/** Letters to members who are called: written once, sent once, and never pretended to be sent. */
@NullMarked
package org.parvis.moderation.calling;

import org.jspecify.annotations.NullMarked;
