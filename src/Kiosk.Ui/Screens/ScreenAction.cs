using System.Globalization;

namespace Kiosk.Ui.Screens;

/// <summary>A touch action. <see cref="ToString"/> and <see cref="TryParse"/> are inverse: <c>choose:2</c>, <c>type:A</c>, <c>back</c>.</summary>
public abstract record ScreenAction
{
    private ScreenAction()
    {
    }

    /// <returns>Null if the text is not an action.</returns>
    public static ScreenAction? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 2) switch
        {
            ["open"] => new OpenChoice(),
            ["record"] => new OpenRecord(),
            ["attendance"] => new OpenAttendance(),
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
        OpenRecord => "record",
        OpenAttendance => "attendance",
        Choose { Index: var index } => string.Create(CultureInfo.InvariantCulture, $"choose:{index}"),
        TurnPage { IsForward: var isForward } => isForward ? "page:next" : "page:previous",
        Type { Key: var key } => $"type:{key}",
        Erase => "erase",
        Continue => "continue",
        _ => "back",
    };

    private static int? NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Opens the choice of procedures.</summary>
    public sealed record OpenChoice : ScreenAction;

    /// <summary>Lets a member look at their own record.</summary>
    public sealed record OpenRecord : ScreenAction;

    /// <summary>Shows a member their own attendance, or asks for it.</summary>
    public sealed record OpenAttendance : ScreenAction;

    /// <param name="Index">Position on the page shown, from 0.</param>
    public sealed record Choose(int Index) : ScreenAction;

    /// <summary>Shows the next or previous page of procedures.</summary>
    public sealed record TurnPage(bool IsForward) : ScreenAction;

    /// <summary>Types one key.</summary>
    public sealed record Type(char Key) : ScreenAction;

    /// <summary>Deletes the last character.</summary>
    public sealed record Erase : ScreenAction;

    /// <summary>Confirms the input; without any, starts a new case.</summary>
    public sealed record Continue : ScreenAction;

    /// <summary>Goes back one screen; from the first, leaves the choice.</summary>
    public sealed record Back : ScreenAction;
}
