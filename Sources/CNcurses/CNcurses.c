#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *input_stream, *output_stream;
static int cursor_visibility;

// Locale and widths

int cn_choose_locale(void)
{
    if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return 1;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int cn_width(uint32_t scalar)
{
    return wcwidth((wchar_t)scalar);
}

// Opening and closing

static FILE *open_copy(int descriptor, const char *mode)
{
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    FILE *stream = copy < 0 ? NULL : fdopen(copy, mode);
    if (copy >= 0 && !stream)
        close(copy);
    return stream;
}

static void close_streams(void)
{
    if (input_stream)
        fclose(input_stream);
    if (output_stream)
        fclose(output_stream);
    input_stream = output_stream = NULL;
}

// ncurses ends the process from inside its handlers; what signals do is the program's to say.
static SCREEN *new_screen(void)
{
    static const int taken[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    enum { COUNT = sizeof taken / sizeof *taken };
    struct sigaction before[COUNT];
    for (int i = 0; i < COUNT; i++)
        sigaction(taken[i], NULL, &before[i]);
    SCREEN *made = newterm(NULL, output_stream, input_stream);
    for (int i = 0; i < COUNT; i++)
        sigaction(taken[i], &before[i], NULL);
    return made;
}

static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    // Input is read without curses: it must not look for keys while it paints.
    typeahead(-1);
    // Moving the rest of a row by a character goes wrong where widths are contested.
    idcok(stdscr, FALSE);
    leaveok(stdscr, FALSE);
    cursor_visibility = -1;
}

static int can_place_cursor(void)
{
    const char *sequence = tigetstr("cup");
    return sequence && sequence != (const char *)-1;
}

enum cn_outcome cn_open(int input, int output)
{
    if (screen)
        return CN_ALREADY_OPEN;
    if (!isatty(input) || !isatty(output))
        return CN_NOT_A_TERMINAL;
    if (cn_choose_locale() < 0)
        return CN_NO_UNICODE;
    input_stream = open_copy(input, "r");
    output_stream = open_copy(output, "w");
    if (input_stream && output_stream)
        screen = new_screen();
    if (!screen) {
        close_streams();
        return CN_UNKNOWN_TERMINAL;
    }
    if (!can_place_cursor()) {
        cn_close();
        return CN_TOO_SIMPLE;
    }
    set_modes();
    return CN_OPENED;
}

void cn_close(void)
{
    if (!screen)
        return;
    endwin();
    delscreen(screen);
    screen = NULL;
    close_streams();
}

void cn_suspend(void)
{
    endwin();
}

void cn_resume(void)
{
    clearok(curscr, TRUE);
    refresh();
}

// Size

int cn_columns(void)
{
    return getmaxx(stdscr);
}

int cn_rows(void)
{
    return getmaxy(stdscr);
}

int cn_measure(int limit, int *columns, int *rows)
{
    struct winsize size;
    if (!output_stream || ioctl(fileno(output_stream), TIOCGWINSZ, &size) < 0)
        return 0;
    if (size.ws_col == 0 || size.ws_row == 0)
        return 0;
    *columns = size.ws_col < limit ? size.ws_col : limit;
    *rows = size.ws_row < limit ? size.ws_row : limit;
    return 1;
}

void cn_resize(int columns, int rows)
{
    resizeterm(rows, columns);
    erase();
    clearok(curscr, TRUE);
}

static int size_pipe[2] = {-1, -1};

static void note_size(int signal)
{
    (void)signal;
    int before = errno;
    ssize_t written = write(size_pipe[1], "", 1);
    (void)written; // A full pipe says it already.
    errno = before;
}

int cn_watch_size(void)
{
    if (size_pipe[0] < 0) {
        if (pipe2(size_pipe, O_CLOEXEC | O_NONBLOCK) < 0)
            return -1;
        struct sigaction action = {.sa_handler = note_size, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        sigaction(SIGWINCH, &action, NULL);
    }
    return size_pipe[0];
}

// Painting

int cn_start_colors(void)
{
    if (!has_colors() || start_color() == ERR || COLORS <= 0)
        return 0;
    use_default_colors();
    return COLORS;
}

int cn_pairs(void)
{
    return COLOR_PAIRS;
}

int cn_define_pair(int pair, int foreground, int background)
{
    return init_extended_pair(pair, foreground, background) != ERR;
}

static attr_t attributes_of(unsigned bits)
{
    return ((bits & CN_BOLD) ? WA_BOLD : 0) | ((bits & CN_DIM) ? WA_DIM : 0)
        | ((bits & CN_ITALIC) ? WA_ITALIC : 0) | ((bits & CN_UNDERLINE) ? WA_UNDERLINE : 0)
        | ((bits & CN_REVERSE) ? WA_REVERSE : 0);
}

void cn_put(int row, int column, const uint32_t *scalars, size_t count, unsigned attributes,
            int pair)
{
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (size_t i = 0; i < count && i < CCHARW_MAX; i++)
        text[i] = (wchar_t)scalars[i];
    cchar_t cell;
    // A pair above 255 only passes through the last argument.
    short low = (short)(pair < 256 ? pair : 255);
    if (setcchar(&cell, text, attributes_of(attributes), low, &pair) != ERR)
        mvadd_wchnstr(row, column, &cell, 1);
}

void cn_show(int row, int column)
{
    int visibility = row >= 0;
    if (visibility != cursor_visibility)
        curs_set(visibility);
    cursor_visibility = visibility;
    if (visibility)
        move(row, column);
    refresh();
}

void cn_send(const char *sequence)
{
    // Curses has sent all of its own by now: it keeps nothing back after refresh() and endwin().
    fputs(sequence, output_stream);
    fflush(output_stream);
}

void cn_bell(void)
{
    beep();
}
