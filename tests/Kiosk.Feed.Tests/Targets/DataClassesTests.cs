using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class DataClassesTests
{
    public static TheoryData<DataClass> All => [.. DataClasses.All];

    [Fact]
    public void Each_class_is_described() => Assert.Equal(Enum.GetValues<DataClass>(), [DataClass.None, .. DataClasses.All.Order()]);

    [Theory]
    [MemberData(nameof(All))]
    public void A_class_is_found_by_its_name(DataClass dataClass) => Assert.Equal(dataClass, DataClasses.Named(dataClass.Name()));

    [Fact]
    public void No_class_has_another_name() => Assert.Equal(DataClass.None, DataClasses.Named("member"));
}
