using System.Text;

namespace Kiosk.Journal.Tests;

public sealed class TerminalNoteTests
{
    [Fact]
    public void A_note_is_read_as_it_was_written()
    {
        var note = new TerminalNote(TerminalNote.ModeSwitched, "meeting:dai-hoi-2026/phien-1", "uid:1000", "0.1.0+4f2a");

        Assert.Equal("mode.switched mode=meeting:dai-hoi-2026/phien-1 by=uid:1000 version=0.1.0+4f2a", note.ToContext());
        Assert.Equal(note, TerminalNote.Parse(note.ToContext()));
    }

    [Theory]
    [InlineData("tamper.opened")]
    [InlineData("")]
    public void A_note_of_an_earlier_version_is_an_event_without_particulars(string context) => Assert.Equal(new TerminalNote(context), TerminalNote.Parse(context));

    [Fact]
    public void Names_that_are_too_long_are_cut_and_never_keep_an_event_from_the_journal() => Assert.InRange(
        Encoding.UTF8.GetByteCount(new TerminalNote(TerminalNote.Started, new string('ộ', 200), "settings", "1").ToContext()), 200, JournalFrame.MaximumTextLength);
}
