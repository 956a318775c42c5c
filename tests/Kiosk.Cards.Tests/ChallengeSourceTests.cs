using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kiosk.Cards.Tests;

public sealed class ChallengeSourceTests
{
    [Fact]
    public void Each_challenge_is_new_and_names_the_terminal()
    {
        var source = new ChallengeSource("hall-2");

        var challenges = Enumerable.Range(0, 3000).Select(_ => source.Next()).ToList();

        Assert.All(challenges, challenge => Assert.Equal("hall-2", challenge.TerminalId));
        Assert.Equal(3000, challenges.Select(challenge => Convert.ToHexString(challenge.Nonce.Span)).Distinct().Count());
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    [InlineData(0x5A)]
    public void A_source_that_gives_one_byte_throughout_is_dead(byte value) =>
        Assert.Throws<RandomSourceException>(() => new ChallengeSource("t", span => span.Fill(value)).Next());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(ChallengeSource.Memory)]
    public void A_source_that_goes_in_circles_is_noticed(int circle)
    {
        var counter = 0;
        var source = new ChallengeSource("t", span => BinaryPrimitives.WriteInt32LittleEndian(span, 1 + (counter++ % circle)));
        for (var round = 0; round < circle; round++)
        {
            source.Next();
        }

        Assert.Throws<RandomSourceException>(() => source.Next());
    }

    [Fact]
    public void A_source_that_fails_says_so_with_its_cause()
    {
        var source = new ChallengeSource("t", _ => throw new CryptographicException("no entropy"));

        Assert.IsType<CryptographicException>(Assert.Throws<RandomSourceException>(() => source.Next()).InnerException);
    }
}
