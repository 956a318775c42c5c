using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering.Pictures;

public sealed class SymbolTests
{
    [Theory]
    [InlineData("Good Good", nameof(Symbol.Tick))]
    [InlineData("Good Doubtful", nameof(Symbol.Exclamation))]
    [InlineData("Doubtful Bad", nameof(Symbol.Cross))]
    [InlineData("Good Running", nameof(Symbol.Earlier))]
    [InlineData("Bad Running", nameof(Symbol.Cross))]
    public void A_list_of_checks_has_the_symbol_of_its_worst_state(string states, string symbol)
    {
        CheckLine[] checks = [.. states.Split(' ').Select(state => new CheckLine(Phrase.Untranslated("1"), Enum.Parse<CheckState>(state), Phrase.Untranslated("2")))];

        Assert.Equal(symbol, AnswerLayout.SymbolOf(new Screen.Readiness("CUA-02", checks, Samples.Morning)).ToString());
        Assert.Equal(symbol, AnswerLayout.SymbolOf(new Screen.DeviceCheck("CUA-02", checks)).ToString());
    }
}
