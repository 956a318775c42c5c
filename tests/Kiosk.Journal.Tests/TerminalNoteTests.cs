using System.Text;

namespace Kiosk.Journal.Tests;

public sealed class TerminalNoteTests
{
    [Fact]
    public void A_note_survives_formatting_and_parsing()
    {
        var note = new TerminalNote(TerminalNote.ModeSwitched, "meeting:dai-hoi-2026/phien-1", "uid:1000", "0.1.0+4f2a");

        Assert.Equal("mode.switched mode=meeting:dai-hoi-2026/phien-1 by=uid:1000 version=0.1.0+4f2a", note.ToContext());
        Assert.Equal(note, TerminalNote.Parse(note.ToContext()));
    }

    [Theory]
    [InlineData("tamper.opened")]
    [InlineData("")]
    public void A_note_of_an_earlier_version_is_an_event_without_details(string context) => Assert.Equal(new TerminalNote(context), TerminalNote.Parse(context));

    [Fact]
    public void A_note_that_is_too_long_is_truncated() => Assert.InRange(
        Encoding.UTF8.GetByteCount(new TerminalNote(TerminalNote.Started, new string('ộ', 200), "settings", "1").ToContext()), 200, JournalFrame.MaximumTextLength);
}
