using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Roll;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Pages;

/// <summary>What the page shows and changes. Owned by the caller.</summary>
internal sealed record PageParts(JournalStore Journals, PeopleStore People, AccountStore Accounts, LookStore Looks, DeskParts Desk, ArrivalHub Hub, TerminalRoll Roll, TimeProvider Time)
{
    /// <summary>What terminals say of themselves.</summary>
    public required TerminalStateStore States { get; init; }

    /// <summary>What a secretary hands over.</summary>
    public required ReportParts Reports { get; init; }

    /// <summary>What signs invitations; null where this collector issues none.</summary>
    public InvitationKey? Invitations { get; init; }

    /// <summary>The site's own provider of sign-ins; null without one.</summary>
    public OpenIdSettings? OpenId { get; init; }
}

/// <summary>What reports are made from, and how they look.</summary>
/// <param name="Signer">With its private key; null where reports are not signed. Owned by the caller.</param>
internal sealed record ReportParts(AttendanceFacts Facts, ReportTemplate Template, X509Certificate2? Signer = null);

/// <summary>The support desk and the journal that it writes.</summary>
internal sealed record DeskParts(SupportDesk Desk, DeskJournal Journal);
