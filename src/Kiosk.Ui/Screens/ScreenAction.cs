using System.Globalization;

namespace Kiosk.Ui.Screens;

/// <summary>What somebody wants who touches a screen. <see cref="ToString"/> and <see cref="TryParse"/> are each other's inverse: <c>choose:2</c>, <c>type:A</c>, <c>back</c>.</summary>
public abstract record ScreenAction
{
    private ScreenAction()
    {
    }

    /// <returns>Null where these are no action's words.</returns>
    public static ScreenAction? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 2) switch
        {
            ["open"] => new OpenChoice(),
            ["choose", var index] when NumberOf(index) is >= 0 and < Screen.ProcedureChoice.MaxPage and { } at => new Choose(at),
            ["page", "next"] => new TurnPage(IsForward: true),
            ["page", "previous"] => new TurnPage(IsForward: false),
            ["type", [var key]] => new Type(key),
            ["erase"] => new Erase(),
            ["continue"] => new Continue(),
            ["back"] => new Back(),
            _ => null,
        };
    }

    public sealed override string ToString() => this switch
    {
        OpenChoice => "open",
        Choose { Index: var index } => string.Create(CultureInfo.InvariantCulture, $"choose:{index}"),
        TurnPage { IsForward: var isForward } => isForward ? "page:next" : "page:previous",
        Type { Key: var key } => $"type:{key}",
        Erase => "erase",
        Continue => "continue",
        _ => "back",
    };

    private static int? NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>See the procedures.</summary>
    public sealed record OpenChoice : ScreenAction;

    /// <param name="Index">On the page that is shown, from 0.</param>
    public sealed record Choose(int Index) : ScreenAction;

    /// <summary>See the next page of the procedures, or the one before.</summary>
    public sealed record TurnPage(bool IsForward) : ScreenAction;

    /// <summary>One key of the keyboard.</summary>
    public sealed record Type(char Key) : ScreenAction;

    /// <summary>Takes back the last key.</summary>
    public sealed record Erase : ScreenAction;

    /// <summary>What was typed is right; without anything typed, a new case.</summary>
    public sealed record Continue : ScreenAction;

    /// <summary>One screen back; from the first of them, none is wanted.</summary>
    public sealed record Back : ScreenAction;
}
