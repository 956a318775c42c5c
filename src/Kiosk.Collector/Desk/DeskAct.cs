using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Desk;

/// <summary>What somebody at the support desk does.</summary>
internal abstract record DeskAct
{
    private DeskAct(string context, string by, ReasonCode code, string? note) => (Context, By, Code, Note) = (context, by, code, note);

    /// <summary>Meeting id ‖ "/" ‖ session id.</summary>
    public string Context { get; }

    /// <summary>The account that does it.</summary>
    public string By { get; }

    /// <summary>Why: one of the act's reasons (<see cref="DeskReasonList"/>).</summary>
    public ReasonCode Code { get; }

    /// <summary>A remark; null for none.</summary>
    public string? Note { get; }

    /// <summary>Checks in somebody who is on the list.</summary>
    public sealed record CheckIn(string Context, string By, ReasonCode Code, string? Note, DeskPerson Person) : DeskAct(Context, By, Code, Note);

    /// <summary>Undoes somebody's arrival at whichever door: they may enter again.</summary>
    public sealed record Undo(string Context, string By, ReasonCode Code, string? Note, DeskPerson Person) : DeskAct(Context, By, Code, Note);

    /// <summary>Notes that somebody is absent.</summary>
    public sealed record NoteAbsence(string Context, string By, ReasonCode Code, string? Note, DeskPerson Person) : DeskAct(Context, By, Code, Note);

    /// <summary>Lets an alternate take an absent delegate's place.</summary>
    /// <param name="Document">The number of the deciding document.</param>
    /// <param name="Person">The alternate.</param>
    /// <param name="Absent">The delegate.</param>
    public sealed record Substitute(string Context, string By, string? Document, DeskPerson Person, DeskPerson Absent) : DeskAct(Context, By, ReasonCode.DeskSubstitute, Document);

    /// <summary>Lets in a guest who is on no list.</summary>
    public sealed record LetIn(string Context, string By, string? Note, string GuestName) : DeskAct(Context, By, ReasonCode.DeskGuest, Note);
}
