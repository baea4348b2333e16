/// ncursesw behind small functions: what its macros, globals and exits hide from Swift.
///
/// One terminal per process, used by one thread. No type of ncurses appears here, so that neither
/// its names nor its widechar switch reach the code that imports this.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stddef.h>
#include <stdint.h>

enum cn_outcome {
    CN_OPENED = 0,
    CN_NOT_A_TERMINAL,
    /// TERM is unset, or the terminal database does not know it.
    CN_UNKNOWN_TERMINAL,
    /// The cursor cannot be placed on it.
    CN_TOO_SIMPLE,
    /// Neither the person's locale nor C.UTF-8 can show Unicode.
    CN_NO_UNICODE,
    CN_ALREADY_OPEN,
};

/// The bits of an attribute set.
enum {
    CN_BOLD = 1,
    CN_DIM = 2,
    CN_ITALIC = 4,
    CN_UNDERLINE = 8,
    CN_REVERSE = 16,
};

/// Opens the terminal on these descriptors and takes over its modes. Nothing is shown yet.
enum cn_outcome cn_open(int input, int output);

/// Gives the terminal back and frees everything.
void cn_close(void);

/// Gives the terminal back for a while.
void cn_suspend(void);

/// Takes the terminal again and paints all that is on it anew.
void cn_resume(void);

/// Chooses the person's locale for characters, or C.UTF-8 when that one has no Unicode.
///
/// Only the category of characters: numbers and dates of other libraries keep the C locale.
/// 1: the person's locale is used; 0: it was replaced; -1: there is none.
int cn_choose_locale(void);

/// Cells the C library, and so curses, gives a scalar; -1 when it does not know it.
int cn_width(uint32_t scalar);

int cn_columns(void);
int cn_rows(void);

/// What the terminal says its size is, cut to `limit`; 0 when it does not say.
int cn_measure(int limit, int *columns, int *rows);

/// Makes the screen this large and blank.
void cn_resize(int columns, int rows);

/// The reading end of a pipe that gets an octet whenever the terminal's size has changed.
///
/// -1 with errno when no pipe could be made. It lives as long as the process.
int cn_watch_size(void);

/// Prepares colours; 0 when the terminal has none, else their number.
int cn_start_colors(void);

/// How many pairs of colours can be used at once.
int cn_pairs(void);

/// Makes a pair; -1 stands for the terminal's own colour. 0 when it could not be made.
int cn_define_pair(int pair, int foreground, int background);

/// Puts a base and its marks, `count` scalars, into a cell.
void cn_put(int row, int column, const uint32_t *scalars, size_t count, unsigned attributes,
            int pair);

/// Sends what changed, and shows the cursor at a place, or hides it when `row` is negative.
void cn_show(int row, int column);

/// Sends a control sequence that curses does not know, at once.
void cn_send(const char *sequence);

void cn_bell(void);

#endif
