using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>How far somebody has come in choosing on the screen what the next tap is for: procedure, then file number.</summary>
internal abstract record ProcedureSelection
{
    private ProcedureSelection()
    {
    }

    /// <summary>What is shown of it; null where the screen is as ever.</summary>
    public virtual Screen? Screen => null;

    /// <summary>What a touch makes of it, as far as nothing but the choice itself is asked.</summary>
    /// <returns>Null for what is passed over.</returns>
    public virtual ProcedureSelection? After(ScreenAction action) => null;

    private static Phrase NameOf(Procedure one) => new(one.Vietnamese, one.English);

    /// <summary>Nothing was touched.</summary>
    public sealed record AtRest : ProcedureSelection;

    /// <param name="Page">From 0.</param>
    public sealed record Choosing(IReadOnlyList<Procedure> Procedures, int Page = 0) : ProcedureSelection
    {
        private const int PageLength = Kiosk.Ui.Screens.Screen.ProcedureChoice.MaxPage;

        private int PageCount => (Procedures.Count + PageLength - 1) / PageLength;

        /// <inheritdoc/>
        public override Screen Screen =>
            new Screen.ProcedureChoice([.. Procedures.Skip(Page * PageLength).Take(PageLength).Select(NameOf)], Page + 1, PageCount);

        /// <inheritdoc/>
        public override ProcedureSelection? After(ScreenAction action) => action switch
        {
            ScreenAction.OpenChoice => this,
            ScreenAction.Choose { Index: var index } when Procedures.ElementAtOrDefault((Page * PageLength) + index) is { } wanted => new Entering(this, wanted),
            ScreenAction.TurnPage { IsForward: var isForward } => this with { Page = Math.Clamp(Page + (isForward ? 1 : -1), 0, PageCount - 1) },
            _ => null,
        };
    }

    /// <param name="From">Where one goes back to.</param>
    /// <param name="Typed">Of the file number; empty for a new case.</param>
    public sealed record Entering(Choosing From, Procedure Procedure, string Typed = "", bool IsRefused = false) : ProcedureSelection
    {
        /// <inheritdoc/>
        public override Screen Screen => new Screen.CaseEntry(NameOf(Procedure), Typed, IsRefused);

        /// <inheritdoc/>
        public override ProcedureSelection? After(ScreenAction action) => action switch
        {
            ScreenAction.OpenChoice => WithTyped(Typed),
            ScreenAction.Type { Key: var key } when Typed.Length < CaseNumber.MaxLength && (char.IsLetterOrDigit(key) || key is '-' or '/' or '.') => WithTyped(Typed + key),
            ScreenAction.Erase => WithTyped(Typed.Length > 0 ? Typed[..^1] : ""),
            ScreenAction.Back => From,
            ScreenAction.Continue when Typed.Length > 0 && !CaseNumber.TryParse(Typed, out _) => this with { IsRefused = true },
            _ => null,
        };

        private Entering WithTyped(string typed) => this with { Typed = typed, IsRefused = false };
    }

    /// <summary>The next tap is for what was chosen.</summary>
    public sealed record Chosen : ProcedureSelection;
}
