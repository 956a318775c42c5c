using Kiosk.Durability;

namespace Kiosk.Registry.Tests.CommandLine;

public sealed class SystemRefusalTests
{
    [Theory]
    [InlineData("lan", "/x: the user lan has no permission for it")]
    [InlineData(null, "/x: the user with the number 4711 has no permission for it")]
    public void Who_may_not_is_named_by_name_or_number(string? name, string beginning) => Assert.StartsWith(
        beginning,
        SystemRefusal.SentenceOf(new UnauthorizedAccessException("Access to the path '/x' is denied."), new SystemUser(4711, name)).English,
        StringComparison.Ordinal);
}
