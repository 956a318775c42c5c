using System.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk trust verify-path</c>.</summary>
internal static class TrustCommand
{
    public static Command Create(Language language) => new("trust", new Phrase("Kiểm tra chứng thư số mà không cần thẻ.", "Validate certificates without a card.").In(language)) { TrustVerifyPathCommand.Create(language) };
}
