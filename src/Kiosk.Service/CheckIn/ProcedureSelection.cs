using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>The state of an on-screen choice: first the procedure, then the case number.</summary>
internal abstract record ProcedureSelection
{
    private ProcedureSelection()
    {
    }

    /// <summary>The screen of this state; null to leave the resting screen up.</summary>
    public virtual Screen? Screen => null;

    /// <summary>The next state, for touches that change nothing but the choice itself.</summary>
    /// <returns>Null if the touch is ignored or handled elsewhere.</returns>
    public virtual ProcedureSelection? After(ScreenAction action) => null;

    private static Phrase NameOf(Procedure one) => new(one.Vietnamese, one.English);

    /// <summary>No choice is in progress.</summary>
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
            ScreenAction.Choose { Index: var index } when Procedures.ElementAtOrDefault((Page * PageLength) + index) is { } wanted => wanted.Documents is { Count: > 0 } documents ? new Checking(this, wanted, (1 << documents.Count) - 1) : new Entering(this, wanted),
            ScreenAction.TurnPage { IsForward: var isForward } => this with { Page = Math.Clamp(Page + (isForward ? 1 : -1), 0, PageCount - 1) },
            _ => null,
        };
    }

    /// <param name="Missing">Documents not ticked yet: bit 0 is the first.</param>
    public sealed record Checking(Choosing From, Procedure Procedure, int Missing) : ProcedureSelection
    {
        /// <inheritdoc/>
        public override Screen Screen => new Screen.DocumentCheck(
            NameOf(Procedure),
            new(Procedure.Level, Procedure.LegalBasis, Procedure.Days),
            [.. Procedure.Documents!.Select((document, index) => new CheckedDocument(new(document.Vietnamese, document.English), (Missing >> index & 1) == 0))]);

        /// <inheritdoc/>
        public override ProcedureSelection? After(ScreenAction action) => action switch
        {
            ScreenAction.OpenChoice => this,
            ScreenAction.Choose { Index: var index } when index < Procedure.Documents!.Count => this with { Missing = Missing ^ (1 << index) },
            ScreenAction.Back => From,
            ScreenAction.Continue => new Entering(this, Procedure) { Missing = Missing },
            _ => null,
        };
    }

    /// <param name="From">The state that Back returns to.</param>
    /// <param name="Typed">The case number so far; empty for a new case.</param>
    public sealed record Entering(ProcedureSelection From, Procedure Procedure, string Typed = "", bool IsRefused = false) : ProcedureSelection
    {
        /// <summary>Documents that were not brought: bit 0 is the first.</summary>
        public int Missing { get; init; }

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

    /// <summary>A choice was made; the next tap is for it.</summary>
    public sealed record Chosen : ProcedureSelection;
}
