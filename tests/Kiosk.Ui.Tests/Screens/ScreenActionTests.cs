using System.Reflection;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

public sealed class ScreenActionTests
{
    private static readonly ScreenAction[] All =
    [
        new ScreenAction.OpenChoice(), new ScreenAction.OpenRecord(), new ScreenAction.OpenAttendance(), new ScreenAction.Choose(0), new ScreenAction.Choose(5), new ScreenAction.TurnPage(IsForward: true), new ScreenAction.TurnPage(IsForward: false),
        new ScreenAction.Type('Đ'), new ScreenAction.Type(':'), new ScreenAction.Erase(), new ScreenAction.Continue(), new ScreenAction.Back(),
    ];

    [Fact]
    public void An_action_survives_formatting_and_parsing() => Assert.All(All, action => Assert.Equal(action, ScreenAction.TryParse(action.ToString())));

    [Fact]
    public void Every_action_is_listed() => Assert.Equal(
        typeof(ScreenAction).GetNestedTypes(BindingFlags.Public).Length, All.Select(action => action.GetType()).Distinct().Count());

    [Theory]
    [InlineData("")]
    [InlineData("choose")]
    [InlineData("choose:6")]
    [InlineData("choose:-1")]
    [InlineData("choose: 1")]
    [InlineData("page:4")]
    [InlineData("type:")]
    [InlineData("type:AB")]
    [InlineData("Back")]
    public void Other_text_is_not_an_action(string text) => Assert.Null(ScreenAction.TryParse(text));
}
