using System.CommandLine;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk trust verify-path</c>.</summary>
internal static class TrustCommand
{
    public static Command Create() => new("trust", "Validate certificates without a card.") { TrustVerifyPathCommand.Create() };
}
