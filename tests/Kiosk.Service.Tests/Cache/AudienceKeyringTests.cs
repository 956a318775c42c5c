using Kiosk.Feed.Sealing;
using Kiosk.Service.Cache;
using Kiosk.Trials.World;

namespace Kiosk.Service.Tests.Cache;

/// <summary>How long a province's key is in memory.</summary>
public sealed class AudienceKeyringTests
{
    private readonly TrialDevice device = new("HN-01");
    private readonly byte[] wrapped;
    private int unwrapped;

    public AudienceKeyringTests() => wrapped = AudienceWrap.Seal(AudienceKey.Create("01", epoch: 1), device.Reader);

    private AudienceKeyring Keyring => field ??= new("HN-01", () =>
    {
        unwrapped++;
        return device.Recipient();
    });

    [Fact]
    public void A_key_is_overwritten_with_its_last_holder_and_not_before()
    {
        var (first, second) = (Keyring.Hold("01", wrapped), Keyring.Hold("01", wrapped));
        first.Dispose();
        first.Dispose();
        var (secret, isSame) = (second.Key.ExportSecret(), ReferenceEquals(first.Key, second.Key));
        second.Dispose();

        Assert.True(isSame);
        Assert.Equal(AudienceKey.SecretLength, secret.Length);
        Assert.Throws<ObjectDisposedException>(() => second.Key.ExportSecret());
        Assert.Equal(1, unwrapped);
    }

    [Fact]
    public void Whoever_comes_after_that_opens_it_anew()
    {
        Keyring.Hold("01", wrapped).Dispose();

        using var again = Keyring.Hold("01", wrapped);

        Assert.Equal((2, 1), (unwrapped, again.Key.Epoch));
    }
}
